#include "engine/law.hpp"

#include <algorithm>

namespace engine::law {
namespace {

events::local_date received_on(const case_state& state, events::instant now) {
    return events::office_date(state.received_at.value_or(now));
}

} // namespace

law_days days_of(const case_state& state, events::instant now) {
    const auto days = state.law_at(now);
    return {received_on(state, now), days.of(judged_by::docketed), days.of(judged_by::step)};
}

bool knows_procedure(const rule_set& rules, std::string_view procedure) {
    return rules.find(procedure) != nullptr;
}

bool is_petition(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && (known->follows == events::lifecycle::complaint ||
                                known->follows == events::lifecycle::denunciation);
}

bool is_supported_by_mail(const rule_set& rules, const case_state& state, events::instant now) {
    const auto* known = rules.find(state.procedure);
    return known != nullptr &&
           email_mode_on(*known, received_on(state, now)) == email_mode::support;
}

bool takes_petition(const rule_set& rules, std::string_view procedure, events::channel by,
                    events::local_date on) {
    const auto* known = rules.find(procedure);
    const auto* doors = known == nullptr ? nullptr : channels_on(*known, on);
    const bool was_read =
        doors != nullptr &&
        std::ranges::any_of(doors->filing, [](const auto& one) { return one.on.adopted; });
    return by != events::channel::email && (!was_read || may_file(*known, by, on));
}

bool takes_filing(const rule_set& rules, std::string_view procedure, events::channel by,
                  events::local_date on) {
    const auto* known = rules.find(procedure);
    // What is not a request needs no one-stop unit: a court hands its judgment to the agency.
    return known != nullptr && by != events::channel::email && may_file(*known, by, on) &&
           (one_stop_on(*known, on) || known->receipt != fact::request_received);
}

fact receipt_of(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known == nullptr ? fact::request_received : known->receipt;
}

bool opens_enforcement_file(const procedure& what) {
    return std::ranges::any_of(what.deadlines, [](const deadline_rule& row) {
        return (row.met_by_bits & bit_of(fact::dossier_opened)) != 0;
    });
}

bool opens_enforcement_file(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && opens_enforcement_file(*known);
}

bool decides_to_enforce(const rule_set& rules, const case_state& state) {
    return state.proposal != events::decision_outcome::refuse &&
           opens_enforcement_file(rules, state.procedure);
}

bool may_be_solved_at_once(const procedure& what) {
    return !opens_enforcement_file(what) &&
           std::ranges::count(what.outcomes, outcome::solve_at_once, &outcome_name::word) > 0;
}

bool may_be_solved_at_once(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && may_be_solved_at_once(*known);
}

bool confirms_performance(const rule_set& rules, std::string_view procedure) {
    const auto* known = rules.find(procedure);
    return known != nullptr && known->confirms_performance;
}

const paper* missing_paper(const rule_set& rules, const case_state& state,
                           std::span<const std::string> papers, events::instant now,
                           const std::vector<std::string>& grounds, const circumstances& told) {
    const auto* known = rules.find(state.procedure);
    if (known == nullptr) {
        return nullptr;
    }
    const auto missing = [&](const circumstances& of_case) -> const paper* {
        for (const auto* one : papers_required(*known, days_of(state, now), of_case)) {
            if (std::ranges::count(papers, one->id) == 0) {
                return one;
            }
        }
        return nullptr;
    };
    auto of_case = known_of(state);
    of_case.insert(told.begin(), told.end());
    const auto* first = missing(of_case);
    for (auto one = grounds.begin(); first == nullptr && one != grounds.end(); ++one) {
        of_case["ground"] = *one;
        first = missing(of_case);
    }
    // What was stated at filing only counts on where it keeps the request from being refused: on
    // what else relief is asked for may have been stated anew, or given up.
    if (first == nullptr && protecting_ground(rules, state) != nullptr) {
        of_case["ground"] = state.opening_ground;
        first = missing(of_case);
    }
    return first;
}

bool one_more_allowed(const rule_set& rules, const case_state& state, std::string_view limit_id,
                      std::int64_t so_far, events::instant now,
                      const std::vector<std::string>& grounds) {
    const auto* known = rules.find(state.procedure);
    if (known == nullptr) {
        return true;
    }
    const auto* limit = find_limit(*known, limit_id, received_on(state, now));
    return limit == nullptr || so_far < limit->amount ||
           (!limit->except_on.empty() && std::ranges::count(grounds, limit->except_on) > 0);
}

circumstances known_of(const case_state& state) {
    circumstances known;
    known["instance"] = events::name_of(state.level);
    if (state.kind) {
        known["complaint_kind"] = events::name_of(*state.kind);
    }
    return known;
}

} // namespace engine::law
