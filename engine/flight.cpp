#include "engine/flight.hpp"

#include "events/event_attributes.hpp"

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

std::string command_key(const events::case_id& subject, const events::command_id& command) {
    return subject.str() + "/" + command.str();
}

std::vector<events::log_record> records_of(const std::vector<flight_ptr>& batch) {
    std::vector<events::log_record> out;
    out.reserve(batch.size());
    for (const auto& one : batch) {
        out.push_back({one->decided.about.office, events::envelope::type_text(one->decided.detail),
                       one->bytes});
    }
    return out;
}

accepted accepted_at(const flight& one, const case_state* after, log_position place) {
    return {.subject = one.decided.about.subject,
            .event = one.decided.about.id,
            .version = one.decided.about.sequence,
            .code = after == nullptr ? "" : after->shown_code(),
            .at = after == nullptr ? events::status::none : after->at,
            .place = place,
            .repeated = false};
}

std::optional<accepted> counted_before(const case_state& now, const events::case_id& subject,
                                       const events::command_id& command,
                                       events::partition_id partition) {
    for (std::size_t i = 0; i < now.commands.size(); ++i) {
        if (now.commands[i] == command) {
            return accepted{.subject = subject,
                            .event = {},
                            .version = i + 1,
                            .code = now.shown_code(),
                            .at = now.at,
                            .place = {partition, 0},
                            .repeated = true};
        }
    }
    return std::nullopt;
}

} // namespace engine
