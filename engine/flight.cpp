#include "engine/flight.hpp"

#include <sodium.h>

#include <array>

namespace engine {

events::event_id fresh_event_id(events::instant now) {
    std::array<std::uint8_t, 10> random{};
    randombytes_buf(random.data(), random.size());
    return events::event_id{events::uuid_v7(now.time_since_epoch().count(), random)};
}

flight* newest_flight(const std::map<std::string, flight_ptr>& all, const std::string& prefix) {
    flight* newest = nullptr;
    for (auto at = all.lower_bound(prefix); at != all.end() && at->first.starts_with(prefix);
         ++at) {
        auto* const one = at->second.get();
        if (newest == nullptr || newest->decided.about.sequence < one->decided.about.sequence) {
            newest = one;
        }
    }
    return newest;
}

rejection lost_every_race() {
    return {.code = rejection_code::busy,
            .rule = {},
            .vi = "Nhiều người đang cập nhật cùng hồ sơ; hãy thử lại.",
            .en = "Others kept winning the race for this case; try again.",
            .source = {},
            .pointer = {},
            .at = events::status::none,
            .allowed = {}};
}

} // namespace engine
