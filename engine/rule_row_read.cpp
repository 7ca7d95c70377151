#include "engine/rule_row_read.hpp"

#include "engine/rules/check.hpp"
#include "events/filer.hpp"

#include <algorithm>
#include <map>

namespace engine {
namespace {

template <events::named_enum E> rule_words names_of() {
    return {events::enum_names<E>::names.begin(), events::enum_names<E>::names.end()};
}

/// What a condition may ask about, and the answers it may name. `ground` takes the codes of the
/// procedure's own grounds.
const std::map<std::string, rule_words, std::less<>>& condition_words() {
    static const std::map<std::string, rule_words, std::less<>> known{
        {"instance", names_of<events::instance>()},
        {"complaint_kind", names_of<events::complaint_kind>()},
        {"trigger", {"on_request", "ex_officio", "bankruptcy"}}, // rule sets of before
        {"content", {"complaint", "denunciation", "proposal"}},  // rule sets of before
        {"competence", {"own", "other_agency"}},
        {"explainer", {"enforcement_officer", "lower_agency"}},
        {"filer", names_of<events::filer>()},
        {"late", {"yes", "no"}},
        {"related_papers", {"yes", "no"}},
    };
    return known;
}

condition read_condition(const json_cursor& at, const rule_words& ground_codes) {
    condition when;
    for (const auto& [name, values] : at.members()) {
        const auto known = condition_words().find(name);
        if (known == condition_words().end() && name != "ground") {
            values.fail("unknown circumstance");
        }
        const auto& allowed = name == "ground" ? ground_codes : known->second;
        for (const auto& value : values.items()) {
            const auto word = value.text();
            if (std::ranges::find(allowed, word) == allowed.end()) {
                value.fail(fmt::format("unknown word `{}` for `{}`", word, name));
            }
            when[name].push_back(word);
        }
        if (when[name].empty()) {
            values.fail("names no word");
        }
    }
    return when;
}

} // namespace

bilingual read_bilingual(const json_cursor& at) {
    at.only({"vi", "en"});
    return {at.at("vi").text(), at.at("en").text()};
}

validity read_validity(const json_cursor& at) {
    const validity in_force{at.at("valid_from").date(), at.date_if("valid_to")};
    if (in_force.to && *in_force.to < in_force.from) {
        at.at("valid_to").fail("ends before it begins");
    }
    return in_force;
}

standing read_standing(const json_cursor& at) {
    const auto from = read_provenance(at);
    const auto adopted = at.find("adopted");
    return {from, adopted ? adopted->boolean() : from.may_be_default()};
}

void read_rule(const json_cursor& at, rule& into) {
    into.in_force = read_validity(at);
    const auto on = read_standing(at);
    into.from = on.from;
    into.adopted = on.adopted;
    into.note = at.text_or("note", "");
}

condition condition_if(const json_cursor& at, const rule_words& ground_codes) {
    const auto found = at.find("when");
    return found ? read_condition(*found, ground_codes) : condition{};
}

bool overlap(const validity& one, const validity& other) {
    return (!one.to || other.from <= *one.to) && (!other.to || one.from <= *other.to);
}

bool can_both_hold(const condition& one, const condition& other) {
    return std::ranges::all_of(one, [&](const auto& each) {
        const auto found = other.find(each.first);
        return found == other.end() ||
               std::ranges::find_first_of(each.second, found->second) != each.second.end();
    });
}

} // namespace engine
