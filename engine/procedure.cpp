#include "engine/procedure.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

/// Adopted rules of the list that are in force on the day and pass the test.
template <class Rule, class Test>
std::vector<const Rule*> applicable(const std::vector<Rule>& list, const law_days& days,
                                    Test&& fits) {
    std::vector<const Rule*> found;
    for (const Rule& each : list) {
        if (each.adopted && fits(each) && each.in_force.holds(days)) { // few rows fit
            found.push_back(&each);
        }
    }
    return found;
}

template <class Rule> const Rule* first_of(const std::vector<const Rule*>& found) {
    return found.empty() ? nullptr : found.front();
}

/// Behind the procedure's own; a name that both have would mean two things.
template <class Rule>
void add_common(const std::vector<Rule>& common, std::vector<Rule>& own, const procedure& into,
                std::string Rule::* name) {
    const auto own_count = own.size();
    for (const Rule& each : common) {
        const auto end = own.begin() + static_cast<std::ptrdiff_t>(own_count);
        if (std::find_if(own.begin(), end,
                         [&](const Rule& one) { return one.*name == each.*name; }) != end) {
            throw events::fault(
                "rules-bad-data",
                fmt::format("read rules: procedures/{}.json#/shares: {} has `{}` too; correct the "
                            "file and load it again",
                            into.id, into.shares, each.*name));
        }
        own.push_back(each);
    }
}

} // namespace

void share(const shared_rules& common, procedure& into) {
    add_common(common.grounds, into.grounds, into, &ground::code);
    auto deadlines = common.deadlines;
    std::erase_if(deadlines, [&](const deadline_rule& each) {
        return !each.only_in.empty() && std::ranges::count(each.only_in, into.id) == 0;
    });
    add_common(deadlines, into.deadlines, into, &deadline_rule::id);
    for (const auto& each : common.outcomes) {
        if (std::ranges::find(into.outcomes, each.word, &outcome_name::word) ==
            into.outcomes.end()) {
            into.outcomes.push_back(each);
        }
    }
    into.transitions.insert(into.transitions.end(), common.transitions.begin(),
                            common.transitions.end());
    into.gaps.insert(into.gaps.end(), common.gaps.begin(), common.gaps.end());
}

bool holds(const condition& when, const circumstances& known) {
    return std::ranges::all_of(when, [&](const auto& each) {
        const auto found = known.find(each.first);
        return found != known.end() &&
               std::ranges::find(each.second, found->second) != each.second.end();
    });
}

std::vector<const deadline_rule*> deadlines_started_by(const procedure& what, fact start,
                                                       const law_days& days,
                                                       const circumstances& known) {
    return applicable(what.deadlines, days, [&](const deadline_rule& each) {
        return each.starts_on == start && each.alternative_of.empty() && holds(each.when, known);
    });
}

const deadline_rule* find_deadline(const procedure& what, std::string_view id, const law_days& days,
                                   const circumstances& known) {
    return first_of(applicable(what.deadlines, days, [&](const deadline_rule& each) {
        return each.id == id && holds(each.when, known);
    }));
}

std::vector<const ground*> grounds_on(const procedure& what, const law_days& days) {
    return applicable(what.grounds, days, [](const ground&) { return true; });
}

const ground* find_ground(const procedure& what, std::string_view code, const law_days& days) {
    return first_of(
        applicable(what.grounds, days, [&](const ground& each) { return each.code == code; }));
}

std::vector<const paper*> papers_required(const procedure& what, const law_days& days,
                                          const circumstances& known) {
    return applicable(what.papers, days,
                      [&](const paper& each) { return holds(each.when, known); });
}

bool papers_hang_on_ground(const procedure& what, const law_days& days) {
    const auto grants = [&](const std::string& code) {
        const auto* found = find_ground(what, code, days);
        return found != nullptr &&
               (found->leads_to == outcome::grant || found->leads_to == outcome::grant_part);
    };
    return !applicable(what.papers, days, [&](const paper& each) {
                const auto asked = each.when.find("ground");
                return asked != each.when.end() && std::ranges::any_of(asked->second, grants);
            }).empty();
}

const channel_rule* channels_on(const procedure& what, local_date day) {
    const auto found = std::ranges::find_if(
        what.channels, [&](const channel_rule& each) { return each.in_force.holds(day); });
    return found == what.channels.end() ? nullptr : &*found;
}

bool may_file(const procedure& what, events::channel way, local_date day) {
    const auto* doors = channels_on(what, day);
    return doors != nullptr && std::ranges::any_of(doors->filing, [&](const filing_way& each) {
               return each.way == way && each.on.adopted;
           });
}

email_mode email_mode_on(const procedure& what, local_date day) {
    const auto* doors = channels_on(what, day);
    return doors != nullptr && doors->email_on.adopted ? doors->email : email_mode::none;
}

bool one_stop_on(const procedure& what, local_date day) {
    const auto* doors = channels_on(what, day);
    return doors != nullptr && doors->one_stop_on.adopted && doors->one_stop;
}

const limit* find_limit(const procedure& what, std::string_view id, local_date day) {
    return first_of(applicable(what.limits, day, [&](const limit& each) { return each.id == id; }));
}

std::vector<const common_rule*> common_on(const procedure& what, std::string_view step,
                                          const law_days& days) {
    return applicable(what.common, days,
                      [&](const common_rule& each) { return each.step == step; });
}

} // namespace engine
