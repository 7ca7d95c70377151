#include "engine/rules/notification_ways.hpp"

#include "engine/rule_row_read.hpp"

#include <algorithm>

namespace engine {
namespace {

constexpr std::string_view ways_file = "rules/notification_ways.json";

notification_way read_way(const json_cursor& at) {
    at.only({"word", "name", "of", "begins", "valid_from", "valid_to", "source", "tag", "adopted",
             "note"});
    notification_way out;
    read_rule(at, out);
    out.word = at.at("word").text();
    out.name = read_bilingual(at.at("name"));
    if (const auto of = at.find("of")) {
        for (const auto& one : of->items()) {
            out.of.push_back(one.name<events::notified_matter>());
        }
    }
    if (const auto begins = at.find("begins")) {
        out.begins = begins->name<fact>();
        if (out.begins != fact::posting_start) {
            begins->fail("a notice begins the days of its posting and nothing else");
        }
    }
    return out;
}

/// In the words that rows of procedures use, so that rows of the same word are told apart alike.
condition of_what(const notification_way& way) {
    condition out;
    for (const auto one : way.of) {
        out["of"].emplace_back(events::name_of(one));
    }
    return out;
}

bool is_way_of(const notification_way& way, events::notified_matter what, local_date day) {
    return way.in_force.holds(day) && (way.of.empty() || std::ranges::count(way.of, what) > 0);
}

} // namespace

std::vector<notification_way> read_notification_ways(const rule_files& files) {
    std::vector<notification_way> all;
    const auto found = files.find(std::string{ways_file});
    if (found == files.end()) {
        return all;
    }
    const auto json = parse_rules_json(found->second, ways_file);
    const json_cursor root{json, std::string{ways_file}};
    root.only({"$schema", "ways"});
    const auto list = root.at("ways");
    for (const auto& at : list.items()) {
        all.push_back(read_way(at));
    }
    if (all.empty()) {
        list.fail("there is no way, and nobody could be notified");
    }
    refuse_overlaps(list, all, [](const notification_way& one) { return one.word; }, of_what);
    return all;
}

std::vector<const notification_way*> ways_on(const std::vector<notification_way>& ways,
                                             events::notified_matter what, local_date day) {
    std::vector<const notification_way*> out;
    for (const auto& one : ways) {
        if (one.adopted && is_way_of(one, what, day)) {
            out.push_back(&one);
        }
    }
    return out;
}

bool has_way(const std::vector<notification_way>& ways, std::string_view word,
             events::notified_matter what, local_date day) {
    return std::ranges::any_of(ways, [&](const notification_way& one) {
        return one.word == word && is_way_of(one, what, day);
    });
}

bool begins_posting(const std::vector<notification_way>& ways, std::string_view word,
                    local_date day) {
    const auto known = ways_on(ways, events::notified_matter::decision, day);
    const auto found =
        std::ranges::find_if(known, [&](const notification_way* one) { return one->word == word; });
    return found == known.end() ? word == "posting" : (*found)->begins == fact::posting_start;
}

} // namespace engine
