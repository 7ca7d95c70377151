#include "engine/rules/send_days.hpp"

#include "engine/rule_row_read.hpp"

#include <algorithm>

namespace engine {
namespace {

send_day read_send_day(const json_cursor& at) {
    at.only({"span", "under", "to", "year", "before", "source", "tag", "adopted"});
    send_day out;
    out.span = at.at("span").name<reported_span>();
    out.under = events::office_code{at.at("under").text()};
    out.to = read_bilingual(at.at("to"));
    if (const auto year = at.find("year")) {
        out.year = year->integer();
    }
    if (const auto before = at.find("before")) {
        out.before = before->date();
    }
    if (out.year.has_value() != out.before.has_value()) {
        at.fail("`year` and `before` go together: a day is one of a year");
    }
    out.on = read_standing(at);
    return out;
}

bool is_of_the_same(const send_day& one, const send_day& other) {
    return one.span == other.span && one.under == other.under && one.year == other.year;
}

} // namespace

std::vector<send_day> read_send_days(const rule_files& files) {
    constexpr std::string_view path = "rules/statistics.json";
    std::vector<send_day> out;
    const auto found = files.find(std::string{path});
    if (found == files.end()) {
        return out;
    }
    const auto json = parse_rules_json(found->second, path);
    if (const auto reports = json_cursor{json, std::string{path}}.find("reports")) {
        for (const auto& one : reports->items()) {
            const auto read = read_send_day(one);
            if (std::ranges::any_of(
                    out, [&](const send_day& before) { return is_of_the_same(before, read); })) {
                one.fail("the report of this span, office and year stands there twice");
            }
            out.push_back(read);
        }
    }
    return out;
}

const send_day* find_send_day(const std::vector<send_day>& all, reported_span span,
                              std::int64_t year, const events::office_code& office,
                              const events::office_code& parent) {
    const send_day* found = nullptr;
    for (const auto& one : all) {
        const bool binds = one.under == office || one.under == parent;
        if (one.span != span || !binds || !one.on.adopted || (one.year && *one.year != year)) {
            continue;
        }
        if (found == nullptr || (one.year && !found->year)) {
            found = &one;
        }
    }
    return found;
}

} // namespace engine
