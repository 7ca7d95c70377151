#pragma once

#include "connectors/duties/program_steps.hpp"
#include "engine/rule_set.hpp"
#include "events/instant.hpp"
#include "projections/matters_to_end.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace projections {
class store;
}

namespace connectors {

/// Ends by law the matters that a confirmation says to be wholly performed (Luật Thi hành án dân sự
/// Điều 52.1), and notes their end in the confirmation's case. Where the matter does not say the
/// same, or is not there, nothing is done, and the confirmation's period for it stays open. The ids
/// of the steps follow from what they are about, so that restarts and several nodes cannot take one
/// twice. For one thread.
class ended_matters {
public:
    using office_filter = std::function<bool(const events::office_code&)>;

    ended_matters(const projections::store& store, program_steps& steps,
                  const engine::rule_set& rules)
        : store_(store), steps_(steps), rules_(rules) {}

    /// Takes one step a case, `at_once` confirmations together; how many were recorded. `mine` says
    /// at whose offices; empty: at all.
    std::size_t look(events::instant now, const office_filter& mine = {},
                     std::size_t at_once = 1000);
    /// Both steps of each matter: it ends, and that is noted. How many were recorded.
    std::size_t end_all(events::instant now, const office_filter& mine = {});

    /// How many confirmations were read so far: not those of which nothing has changed since there
    /// was nothing to do.
    [[nodiscard]] std::uint64_t read() const { return read_; }

private:
    /// A confirmation with nothing to do, and all that this was seen from.
    struct idle {
        std::string matter;                  ///< code
        std::vector<events::case_id> cases;  ///< the confirmation, and those of that code
        std::vector<std::uint64_t> versions; ///< of these
    };
    using idle_ones = std::map<events::case_id, idle>;

    [[nodiscard]] std::optional<program_step> step_of(const projections::snapshot& view,
                                                      const events::case_id& confirmation,
                                                      idle_ones& still);

    const projections::store& store_;
    program_steps& steps_;
    const engine::rule_set& rules_;
    events::local_date today_{};
    idle_ones idle_;
    std::uint64_t read_ = 0;
};

} // namespace connectors
