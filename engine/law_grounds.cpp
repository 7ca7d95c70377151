#include "engine/day_arithmetic.hpp"
#include "engine/law.hpp"

#include <algorithm>

/// What the law says of grounds: which a case knows, where they lead, what they call for.
namespace engine::law {
namespace {

/// Some are for a matter that was opened on a certain ground only.
bool fits(const ground& one, const case_state& state) {
    return one.answers.empty() || one.answers == state.opening_ground;
}

/// The request itself, and not the way to this office.
bool refuses_request(outcome leads_to) {
    return is_refusal(leads_to) && leads_to != outcome::refuse_no_jurisdiction;
}

/// On which of the grounds that must come before a matter stands, and since when it has stood on
/// any of them without another between.
struct stand {
    const standing_before* on = nullptr;
    events::instant since{};
};

std::optional<stand> stand_of(const ground& one, const enforcement_stops& stops) {
    std::optional<stand> out;
    for (auto at = stops.grounds.rbegin(); at != stops.grounds.rend(); ++at) {
        const auto before = std::ranges::find(one.after, at->ground, &standing_before::ground);
        if (before == one.after.end()) {
            break;
        }
        out = stand{out ? out->on : &*before, at->since};
    }
    return out;
}

/// The first instant after the time for which the matter must have stood so. Where no calendar
/// reaches yet, whether the last day is worked is left open.
events::instant time_over(const rule_set& rules, const stand& from) {
    if (!from.on->length) {
        return from.since;
    }
    if (const auto due = due_at(rules.calendar, from.since, *from.on->length)) {
        return *due;
    }
    const auto last = raw_end(from.since, *from.on->length, {});
    return last ? engine::end_of(*last) : events::instant::max();
}

bool verified_often_enough(const stand& from, const enforcement_stops& stops) {
    return std::ranges::count_if(stops.verified, [&](events::instant at) {
               return at >= from.since;
           }) >= from.on->verifications;
}

/// Whether a paper shows that the enforcement might go on, and no verification has followed.
bool has_news(const rule_set& rules, const case_state& state, const enforcement_stops& stops,
              events::instant now) {
    return law::states_outcome(rules, state, stops.shown, outcome::resumed, now);
}

} // namespace

std::vector<const ground*> grounds_in(const rule_set& rules, const case_state& state,
                                      events::instant now) {
    const auto* known = rules.find(state.procedure);
    return known == nullptr ? std::vector<const ground*>{}
                            : grounds_on(*known, days_of(state, now));
}

const ground* ground_of(const rule_set& rules, const case_state& state, std::string_view code,
                        events::instant now) {
    const auto all = grounds_in(rules, state, now);
    const auto found = std::ranges::find_if(
        all, [&](const ground* one) { return one->code == code && fits(*one, state); });
    return found == all.end() ? nullptr : *found;
}

std::optional<outcome> outcome_of(const rule_set& rules, const case_state& state,
                                  std::string_view ground, events::instant now) {
    const auto* found = ground_of(rules, state, ground, now);
    return found == nullptr ? std::nullopt : std::optional{found->leads_to};
}

bool knows_ground(const rule_set& rules, const case_state& state, std::string_view ground,
                  events::instant now) {
    return ground_of(rules, state, ground, now) != nullptr;
}

bool lists_ground(const rule_set& rules, const case_state& state, events::instant now,
                  const std::function<bool(outcome)>& is_wanted) {
    return std::ranges::any_of(grounds_in(rules, state, now), [&](const ground* one) {
        return fits(*one, state) && is_wanted(one->leads_to);
    });
}

bool knows_refusal(const rule_set& rules, const case_state& state, events::instant now) {
    return lists_ground(rules, state, now, refuses_request);
}

const ground* protecting_ground(const rule_set& rules, const case_state& state) {
    const auto* known = rules.find(state.procedure);
    if (known == nullptr || known->receipt != fact::request_received ||
        known->follows != events::lifecycle::dossier || state.opening_ground.empty()) {
        return nullptr;
    }
    const auto* found = ground_of(rules, state, state.opening_ground, state.opened_at);
    return found != nullptr && found->leads_to == outcome::accept ? found : nullptr;
}

bool answers_request(outcome leads_to) {
    return leads_to == outcome::grant || leads_to == outcome::grant_part ||
           refuses_request(leads_to);
}

bool wants_ground(const rule_set& rules, const case_state& state,
                  const std::vector<std::string>& grounds, events::instant now) {
    const auto* known = rules.find(state.procedure);
    return known != nullptr && papers_hang_on_ground(*known, days_of(state, now)) &&
           !states_ground(rules, state, grounds, now, answers_request);
}

bool states_ground(const rule_set& rules, const case_state& state,
                   const std::vector<std::string>& grounds, events::instant now,
                   const std::function<bool(outcome)>& is_wanted) {
    return std::ranges::any_of(grounds, [&](const std::string& code) {
        const auto leads_to = outcome_of(rules, state, code, now);
        return leads_to && is_wanted(*leads_to);
    });
}

bool states_outcome(const rule_set& rules, const case_state& state,
                    const std::vector<std::string>& grounds, outcome leads_to,
                    events::instant now) {
    return states_ground(rules, state, grounds, now, [&](outcome one) { return one == leads_to; });
}

bool contests_non_acceptance(const rule_set& rules, const case_state& state) {
    return state.opening_ground == "non_acceptance" &&
           knows_ground(rules, state, state.opening_ground, state.opened_at);
}

const bilingual* status_name(const rule_set& rules, std::string_view procedure,
                             std::string_view ground, const law_days& days) {
    const auto* known = ground.empty() ? nullptr : rules.find(procedure);
    const auto* found = known == nullptr ? nullptr : find_ground(*known, ground, days);
    return found == nullptr || found->status_name.vi.empty() ? nullptr : &found->status_name;
}

bool calls_for_decision(outcome of_ground) {
    return of_ground == outcome::suspended || of_ground == outcome::resumed ||
           of_ground == outcome::terminated || of_ground == outcome::transfer;
}

wanting wanting_before(const rule_set& rules, const case_state& state, const ground& one,
                       events::instant at) {
    if (one.after.empty()) {
        return wanting::nothing;
    }
    const auto from = stand_of(one, state.stops);
    if (!from) {
        return wanting::another_ground;
    }
    if (at < time_over(rules, *from)) {
        return wanting::time;
    }
    if (!verified_often_enough(*from, state.stops)) {
        return wanting::verifications;
    }
    return has_news(rules, state, state.stops, at) ? wanting::answer_to_news : wanting::nothing;
}

std::optional<events::instant> comes_true(const rule_set& rules, const case_state& state,
                                          const enforcement_stops& stops, const ground& one,
                                          events::instant now) {
    const auto from = stand_of(one, stops);
    if (!from || !verified_often_enough(*from, stops) || has_news(rules, state, stops, now)) {
        return std::nullopt;
    }
    const auto end = time_over(rules, *from);
    return from->on->verifications == 0 ? end : std::max(end, stops.verified.back());
}

const ground* next_archiving(const rule_set& rules, const case_state& state, events::instant now) {
    for (const auto* one : grounds_in(rules, state, now)) {
        if (one->leads_to == outcome::archive &&
            std::ranges::count(state.archiving, one->code) == 0) {
            return one;
        }
    }
    return nullptr;
}

} // namespace engine::law
