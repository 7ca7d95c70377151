#include "engine/notified_way.hpp"

#include "engine/day_for_people.hpp"
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

/// The days whose law knows a way: that of the notice, and, since a matter keeps the law of its
/// receipt until an office adopts another transition, that of the receipt, which comes no later.
struct days_of_law {
    events::local_date notice;
    events::local_date receipt;

    [[nodiscard]] std::string said(std::string (*in)(events::local_date),
                                   std::string_view two) const {
        return receipt == notice ? in(notice)
                                 : fmt::format(fmt::runtime(two), in(notice), in(receipt));
    }
};

days_of_law days_of_law_for(const step_input& step, const notify_party& told) {
    const auto received = law::days_of(step.state, step.at).of(judged_by::received);
    return {told.valid_on, std::min(received, told.valid_on)};
}

/// The ways that are applied on either day, each word once: as its row of the day of the notice
/// says, where there is one.
known_ways ways_for(const step_input& step, const days_of_law& days, events::notified_matter what) {
    const auto& all = step.context.rules.notification_ways;
    auto known = ways_on(all, what, days.notice);
    for (const auto* one : ways_on(all, what, days.receipt)) {
        if (std::ranges::none_of(known,
                                 [&](const auto* other) { return other->word == one->word; })) {
            known.push_back(one);
        }
    }
    return known;
}

} // namespace

std::optional<rejection> refused_way(const step_input& step, const notify_party& told) {
    const auto& all = step.context.rules.notification_ways;
    const auto what = told.what.value_or(events::notified_matter::decision);
    const auto days = days_of_law_for(step, told);
    // The ways are those of notices of an enforcement (Luật THADS 26/2008/QH12 Điều 39): how the
    // parties of a petition are told, other laws say.
    if (step.state.follows != events::lifecycle::dossier || all.empty() ||
        has_way(all, told.way, what, days.notice) || has_way(all, told.way, what, days.receipt)) {
        return std::nullopt;
    }
    const auto known = ways_for(step, days, what);
    return rejection{
        .code = rejection_code::invalid_input,
        .rule = "way_is_in_force",
        .vi = fmt::format("Pháp luật của ngày {} không có cách thông báo này; các cách: {}.",
                          days.said(day_for_people, "{} và của ngày tiếp nhận {}"),
                          list_of(known, &bilingual::vi)),
        .en = fmt::format("The law of {} knows no such way of notification; it knows {}.",
                          days.said(events::to_text, "{} and of the receipt, {},"),
                          list_of(known, &bilingual::en)),
        .source = sources_of(known),
        .pointer = "/way",
        .at = step.state.at,
        .allowed = {}};
}

std::optional<rejection> refused_day(const step_input& step, const notify_party& told) {
    if (told.valid_on <= events::office_date(step.at)) {
        return std::nullopt;
    }
    return rejection{.code = rejection_code::invalid_input,
                     .rule = "notified_by_now",
                     .vi = "Ngày thông báo hợp lệ (valid_on) không được ở tương lai: chỉ ghi nhận "
                           "việc thông báo đã thực hiện.",
                     .en = "The day of a valid notification (valid_on) is not in the future: what "
                           "is recorded has been done.",
                     .source = {},
                     .pointer = "/valid_on",
                     .at = step.state.at,
                     .allowed = {}};
}

std::optional<rejection> refused_explainer(const step_input& step, const notify_party& told) {
    if (!told.explainer || told.what == events::notified_matter::explanation_request) {
        return std::nullopt;
    }
    return rejection{.code = rejection_code::invalid_input,
                     .rule = {},
                     .vi = "Chỉ nêu explainer khi ghi nhận việc nhận yêu cầu giải trình (what: "
                           "explanation_request).",
                     .en = "Only the receipt of a request to explain says who received it (what: "
                           "explanation_request).",
                     .source = {},
                     .pointer = "/explainer",
                     .at = step.state.at,
                     .allowed = {}};
}

} // namespace engine
