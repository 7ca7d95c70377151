#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// The closed list of reasons for saying no. The code never changes; the texts may.
enum class rejection_code {
    not_allowed_now,   ///< the procedure has no such step in this status
    rule_not_met,      ///< the step exists, and a rule of the procedure says no: see `rule`
    forbidden,         ///< the officer may not do this here
    case_unknown,      ///< there is no such case
    case_exists,       ///< the command would open a case that is there already
    version_conflict,  ///< the case has moved on since the caller looked
    invalid_input,     ///< the command itself is malformed: see `pointer`
    unknown_procedure, ///< the rule set has no such procedure
    outside_calendar,  ///< the working-day calendar does not cover the period
    busy,              ///< others kept winning the race for this case; asking again is safe
};

struct case_state;
struct command;
struct decision_context;
struct rejection;

/// A rule of the procedure, with what a person needs to hear and its legal ground.
struct step_rule {
    std::string_view name;
    std::string_view vi;
    std::string_view en;
    std::string_view source;
    /// It only tells rows of one command apart, so that another row's rule says more about a
    /// refusal.
    bool tells_rows_apart = false;
    /// Says in a refusal what exactly was wanting, where the texts cannot.
    void (*tells_more)(rejection&, const case_state&, const command&,
                       const decision_context&) = nullptr;
};

/// A ground that the law of the case knows, as it is offered to people.
struct possible_ground {
    std::string code;
    std::string text; ///< Vietnamese
    std::string source;
};

/// A refusal: a value, not a fault. Recorded in the audit trail of refusals, not in the case.
struct rejection {
    rejection_code code = rejection_code::invalid_input;
    std::string rule; ///< name of the rule that said no, or empty
    std::string vi;   ///< the reason for people
    std::string en;
    std::string source;  ///< legal ground, or empty
    std::string pointer; ///< JSON pointer into the command's body, with invalid_input
    events::status at = events::status::none;
    /// The commands that are open in the case to who asked, in the role in which they did.
    std::vector<std::string> allowed;
    /// Where the rule asks for a ground: those it would take; nobody need guess a code.
    std::vector<possible_ground> grounds{};
};

} // namespace engine

template <> struct events::enum_names<engine::rejection_code> {
    static constexpr std::array<std::string_view, 10> names{
        "not_allowed_now",  "rule_not_met",  "forbidden",         "case_unknown",     "case_exists",
        "version_conflict", "invalid_input", "unknown_procedure", "outside_calendar", "busy"};
};
