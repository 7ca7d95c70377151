#pragma once

#include "connectors/seeding/chance.hpp"
#include "engine/offices.hpp"
#include "events/vocabulary.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace connectors::seeding {

/// Somebody who works at an office, under a pseudonym that says nothing but where: `cb964.03`.
struct officer {
    events::officer_id id;
    events::office_code office;
    events::role as{};
    bool descendants = false; ///< also for the offices below
};

/// Who works where. A provincial office has more people, and watches over its branches.
class staff {
public:
    explicit staff(std::span<const engine::office> offices);

    [[nodiscard]] const std::vector<officer>& all() const { return all_; }
    /// Precondition: the office has somebody in that role.
    [[nodiscard]] const events::officer_id& any(chance& luck, const events::office_code& office,
                                                events::role as) const;
    [[nodiscard]] const std::vector<events::officer_id>& of(const events::office_code& office,
                                                            events::role as) const;

private:
    void hire(const engine::office& at, events::role as, std::size_t count);

    std::vector<officer> all_;
    std::map<std::pair<events::office_code, events::role>, std::vector<events::officer_id>> by_;
    std::map<events::office_code, std::size_t> hired_;
};

} // namespace connectors::seeding
