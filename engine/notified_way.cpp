#include "engine/notified_way.hpp"

#include "engine/law.hpp"
#include "engine/rules/notification_ways.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

using known_ways = std::vector<const notification_way*>;

/// `direct` (giao trực tiếp), `posting` (niêm yết công khai)
std::string list_of(const known_ways& ways, std::string bilingual::* language) {
    std::string out;
    for (const auto* one : ways) {
        out += fmt::format("{}`{}` ({})", out.empty() ? "" : ", ", one->word, one->name.*language);
    }
    return out;
}

/// Each once, in the order of the rows.
std::string sources_of(const known_ways& ways) {
    std::vector<std::string_view> told;
    std::string out;
    for (const auto* one : ways) {
        if (std::ranges::count(told, one->from.source) == 0) {
            told.emplace_back(one->from.source);
            out.append(out.empty() ? "" : "; ").append(one->from.source);
        }
    }
    return out;
}

std::string day_of_notice(events::local_date day) {
    return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(day.day()),
                       static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
}

/// The ways of the day of the notice. A matter keeps the law of its receipt until an office adopts
/// another transition, so those of that day are legal in it as well.
known_ways ways_for(const step_input& step, const notify_party& told) {
    const auto& all = step.context.rules.notification_ways;
    const auto what = told.what.value_or(events::notified_matter::decision);
    auto known = ways_on(all, what, told.valid_on);
    const auto received = law::days_of(step.state, step.at).of(judged_by::received);
    for (const auto* one : ways_on(all, what, std::min(received, told.valid_on))) {
        if (std::ranges::none_of(known,
                                 [&](const auto* other) { return other->word == one->word; })) {
            known.push_back(one);
        }
    }
    return known;
}

} // namespace

std::optional<rejection> refused_way(const step_input& step, const notify_party& told) {
    const auto known = ways_for(step, told);
    if (step.context.rules.notification_ways.empty() ||
        std::ranges::any_of(known,
                            [&](const notification_way* one) { return one->word == told.way; })) {
        return std::nullopt;
    }
    return rejection{
        .code = rejection_code::invalid_input,
        .rule = "way_is_in_force",
        .vi = fmt::format("Pháp luật của ngày {} không có cách thông báo này; các cách: {}.",
                          day_of_notice(told.valid_on), list_of(known, &bilingual::vi)),
        .en = fmt::format("The law of {} knows no such way of notification; it knows {}.",
                          events::to_text(told.valid_on), list_of(known, &bilingual::en)),
        .source = sources_of(known),
        .pointer = "/way",
        .at = step.state.at,
        .allowed = {}};
}

} // namespace engine
