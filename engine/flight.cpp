#include "engine/flight.hpp"

#include "events/event_attributes.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

namespace engine {

namespace {

using id_random = std::array<std::uint8_t, 10>;

/// Asks the system for the random bytes of many ids at once: it takes a microsecond each time.
const id_random& next_random() {
    thread_local std::array<id_random, 64> kept;
    thread_local std::size_t left = 0;
    if (left == 0) {
        randombytes_buf(kept.data(), sizeof kept);
        left = kept.size();
    }
    return kept[--left];
}

} // namespace

events::event_id fresh_event_id(events::instant now) {
    return events::event_id{events::uuid_v7(now.time_since_epoch().count(), next_random())};
}

void flights::add(const flight_ptr& one) {
    by_event_.emplace(one->decided.about.id.str(), one);
    by_case_[one->decided.about.subject].push_back(one.get());
    ++by_partition_[one->partition];
}

void flights::remove(const flight& one) {
    if (const auto known = by_case_.find(one.decided.about.subject); known != by_case_.end()) {
        std::erase(known->second, &one);
        if (known->second.empty()) {
            by_case_.erase(known);
        }
    }
    if (const auto known = by_partition_.find(one.partition);
        known != by_partition_.end() && --known->second == 0) {
        by_partition_.erase(known);
    }
    by_event_.erase(one.decided.about.id.str());
}

flight_ptr flights::of_event(const events::event_id& id) const {
    const auto known = by_event_.find(id.str());
    return known == by_event_.end() ? nullptr : known->second;
}

flight* flights::of_command(const events::case_id& subject,
                            const events::command_id& command) const {
    const auto known = by_case_.find(subject);
    if (known == by_case_.end()) {
        return nullptr;
    }
    const auto found =
        std::find_if(known->second.begin(), known->second.end(),
                     [&](const flight* one) { return one->decided.about.command == command; });
    return found == known->second.end() ? nullptr : *found;
}

flight* flights::newest_of(const events::case_id& subject) const {
    const auto known = by_case_.find(subject);
    return known == by_case_.end()
               ? nullptr
               : *std::max_element(known->second.begin(), known->second.end(),
                                   [](const flight* a, const flight* b) {
                                       return a->decided.about.sequence < b->decided.about.sequence;
                                   });
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

std::vector<events::log_record> records_of(const std::vector<flight_ptr>& batch) {
    std::vector<events::log_record> out;
    out.reserve(batch.size());
    for (const auto& one : batch) {
        out.push_back({one->decided.about.office, events::envelope::type_text(one->decided.detail),
                       std::move(one->bytes)});
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
