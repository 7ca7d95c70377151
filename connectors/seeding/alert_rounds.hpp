#pragma once

#include "connectors/seeding/chance.hpp"
#include "connectors/seeding/staff.hpp"
#include "engine/command.hpp"
#include "engine/rule_set.hpp"
#include "projections/rungs.hpp"

#include <functional>
#include <string>
#include <vector>

namespace projections {
class store;
}

namespace connectors::seeding {

/// What happens to periods that run out: the watch raises alerts, supervisors and heads answer
/// them. Looks at the folded state, so everything submitted before must have been answered.
class alert_rounds {
public:
    using submitting = std::function<void(engine::command)>;

    alert_rounds(const projections::store& store, const engine::rule_set& rules,
                 const staff& people, std::uint64_t seed, submitting submit);

    /// The deadline watch, as the duty does it.
    void watch(events::instant now);
    /// The first quarter of an hour of a working day.
    void answer(events::instant now);
    [[nodiscard]] std::uint64_t raised() const { return raised_; }

private:
    struct standing {
        events::case_id subject;
        events::office_code office;
        std::string deadline;
        std::string rung;
        int mornings = 0;
    };
    /// True when nobody needs to look at it again.
    [[nodiscard]] bool answered(standing& one, events::instant now);
    void act(const standing& on, const events::officer_id& who, events::role as, events::instant at,
             engine::command_detail what);

    const projections::store& store_;
    const staff& people_;
    fair_shares shares_;
    submitting submit_;
    projections::due_soon_rule warn_;
    std::vector<standing> standing_;
    std::uint64_t raised_ = 0;
    std::uint64_t acts_ = 0;
};

} // namespace connectors::seeding
