#include "connectors/seeding/staff.hpp"

#include <fmt/format.h>

namespace connectors::seeding {

using events::role;

staff::staff(std::span<const engine::office> offices) {
    for (const auto& office : offices) {
        const bool provincial = office.level == engine::office_level::provincial;
        hire(office, role::head, 2); // the head and a deputy, so that nobody signs an own draft
        hire(office, role::counter_officer, provincial ? 4 : 2);
        hire(office, role::enforcement_officer, provincial ? 6 : 4);
        hire(office, role::examiner, provincial ? 3 : 2);
        hire(office, role::clerk, provincial ? 3 : 2);
        hire(office, role::supervisor, 1);
        if (provincial) {
            hire(office, role::auditor, 1);
            hire(office, role::statistician, 1);
        }
    }
}

void staff::hire(const engine::office& at, role as, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const events::officer_id id{fmt::format("cb{}.{:02}", at.key.str(), ++hired_[at.key])};
        all_.push_back({id, at.key, as, at.level == engine::office_level::provincial});
        by_[{at.key, as}].push_back(id);
    }
}

const std::vector<events::officer_id>& staff::of(const events::office_code& office, role as) const {
    static const std::vector<events::officer_id> nobody;
    const auto found = by_.find({office, as});
    return found == by_.end() ? nobody : found->second;
}

const events::officer_id& staff::any(chance& luck, const events::office_code& office,
                                     role as) const {
    return luck.one_of(by_.at({office, as}));
}

} // namespace connectors::seeding
