#include "engine/rules/acts.hpp"

#include "engine/rule_row_read.hpp"

#include <algorithm>

namespace engine {
namespace {

constexpr std::string_view acts_file = "rules/acts.json";
constexpr std::string_view between_sources = "; ";

/// What stands in the place of an act may itself have come later, or be gone: TT 01/2018 ended with
/// June 2025, TT 03/2025 is of September. As many steps as there are acts end any circle.
std::string in_force(const std::vector<act>& acts, std::string_view source, const law_days& days) {
    std::string current{source};
    for (std::size_t steps = 0; steps <= acts.size(); ++steps) {
        const auto cited = std::ranges::find_if(
            acts, [&](const act& one) { return current.starts_with(one.name); });
        if (cited == acts.end() || cited->in_force.holds(days)) {
            return current;
        }
        const auto& in = cited->in_force;
        current = days.of(in.from_by) < in.from ? cited->before : cited->after;
    }
    return {};
}

} // namespace

std::vector<act> read_acts(const rule_files& files) {
    std::vector<act> all;
    const auto found = files.find(std::string{acts_file});
    if (found == files.end()) {
        return all;
    }
    const auto json = parse_rules_json(found->second, acts_file);
    const json_cursor root{json, std::string{acts_file}};
    root.only({"$schema", "acts"});
    for (const auto& at : root.at("acts").items()) {
        at.only(
            {"act", "short", "valid_from", "valid_to", "by", "before", "after", "source", "tag"});
        act one;
        one.name = at.at("act").text();
        one.in_force = read_validity(at);
        if (const auto by = at.find("by")) {
            one.in_force.from_by = by->name<judged_by>();
        }
        if (const auto names = at.find("short")) {
            for (const auto& name : names->items()) {
                one.short_names.push_back(name.text());
            }
        }
        if (const auto before = at.find("before")) {
            one.before = before->text();
        }
        if (const auto after = at.find("after")) {
            one.after = after->text();
        }
        one.from = read_provenance(at);
        if (std::ranges::count(all, one.name, &act::name) > 0) {
            at.at("act").fail("the act `" + one.name + "` stands there twice");
        }
        all.push_back(std::move(one));
    }
    return all;
}

std::string cited_on(const std::vector<act>& acts, std::string_view source, const law_days& days) {
    std::vector<std::string> cited;
    for (std::size_t from = 0; from < source.size();) {
        const auto end = std::min(source.find(between_sources, from), source.size());
        auto one = in_force(acts, source.substr(from, end - from), days);
        if (!one.empty() && std::ranges::find(cited, one) == cited.end()) {
            cited.push_back(std::move(one));
        }
        from = end + between_sources.size();
    }
    std::string out;
    for (const auto& one : cited) {
        out += (out.empty() ? "" : std::string{between_sources}) + one;
    }
    return out;
}

} // namespace engine
