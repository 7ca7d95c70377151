#include "engine/rules/recorded_facts.hpp"

#include "engine/law.hpp"
#include "engine/lifecycles/transition.hpp"

#include <algorithm>
#include <array>

namespace engine {
namespace {

struct recorded_by {
    std::string_view command;
    fact what{};
};

/// What the steps of record_dossier.cpp, record_enforcement.cpp and record_petition.cpp state; a
/// test compares.
constexpr std::array recorded_facts{
    recorded_by{"accept_denunciation", fact::accepted},
    recorded_by{"accept_denunciation", fact::docketed},
    recorded_by{"accept_dossier", fact::dossier_complete},
    recorded_by{"announce_team", fact::team_announced},
    recorded_by{"answer_accused_petition", fact::accepted},
    recorded_by{"answer_accused_petition", fact::docketed},
    recorded_by{"answer_agency_document", fact::agency_document_answered},
    recorded_by{"assign_officer", fact::officer_assigned},
    recorded_by{"attach_document", fact::ground_found},
    recorded_by{"conclude_denunciation", fact::concluded},
    recorded_by{"correct_decision", fact::document_issued},
    recorded_by{"decide_destruction", fact::destruction_decided},
    recorded_by{"decline_petition", fact::declined},
    recorded_by{"docket_complaint", fact::docketed},
    recorded_by{"end_verification", fact::verification_ended},
    recorded_by{"file_away", fact::filed_away},
    recorded_by{"file_away", fact::handled},
    recorded_by{"guide_petitioner", fact::handled},
    recorded_by{"hand_over", fact::handed_over},
    recorded_by{"hand_to_investigators", fact::transferred},
    recorded_by{"handle_denunciation", fact::handled},
    recorded_by{"handle_denunciation", fact::handling_decided},
    recorded_by{"issue_decision", fact::decided},
    recorded_by{"issue_decision", fact::document_issued},
    recorded_by{"issue_decision", fact::issued},
    recorded_by{"issue_decision", fact::officer_assigned},
    recorded_by{"issue_decision", fact::performance_confirmed},
    recorded_by{"lodge_second_complaint", fact::petition_received},
    recorded_by{"note_matter_end", fact::matter_ended},
    recorded_by{"notify_parties", fact::notified},
    recorded_by{"notify_party", fact::conclusion_received},
    recorded_by{"notify_party", fact::explanation_request_received},
    recorded_by{"notify_party", fact::posting_start},
    recorded_by{"notify_party", fact::result_notified},
    recorded_by{"notify_party", fact::valid_notification},
    recorded_by{"open_enforcement_file", fact::dossier_opened},
    recorded_by{"pay_cash_in", fact::cash_paid_in},
    recorded_by{"publish_conclusion", fact::published},
    recorded_by{"publish_resolution", fact::published},
    recorded_by{"receive_agency_document", fact::agency_document_received},
    recorded_by{"receive_complaint", fact::petition_received},
    recorded_by{"receive_denunciation", fact::petition_received},
    recorded_by{"receive_denunciation", fact::repeat_received},
    recorded_by{"receive_explanation", fact::explained},
    recorded_by{"receive_request", fact::judgment_received},
    recorded_by{"receive_request", fact::petition_received},
    recorded_by{"receive_request", fact::request_received},
    recorded_by{"record_money", fact::cash_collected},
    recorded_by{"record_money", fact::money_collected},
    recorded_by{"record_money", fact::money_paid_out},
    recorded_by{"refer_elsewhere", fact::document_issued},
    recorded_by{"refer_elsewhere", fact::transferred},
    recorded_by{"refuse_request", fact::decided},
    recorded_by{"refuse_request", fact::refused},
    recorded_by{"report_verification", fact::reported},
    recorded_by{"request_explanation", fact::explanation_requested},
    recorded_by{"request_supplement", fact::supplement_asked},
    recorded_by{"resolve_complaint", fact::decided},
    recorded_by{"resolve_complaint", fact::resolved},
    recorded_by{"resume_case", fact::document_issued},
    recorded_by{"resume_case", fact::resumed},
    recorded_by{"return_result", fact::sent},
    recorded_by{"send_conclusion", fact::sent},
    recorded_by{"send_resolution", fact::sent},
    recorded_by{"send_result", fact::sent},
    recorded_by{"set_team", fact::team_decided},
    recorded_by{"sign_decision", fact::decision_signed},
    recorded_by{"solve_at_once", fact::decided},
    recorded_by{"solve_at_once", fact::performance_confirmed},
    recorded_by{"suspend_case", fact::document_issued},
    recorded_by{"suspend_case", fact::stopped},
    recorded_by{"terminate_case", fact::document_issued},
    recorded_by{"terminate_case", fact::terminated},
    recorded_by{"terminate_case", fact::termination_notified},
    recorded_by{"transfer_petition", fact::transferred},
    recorded_by{"withdraw_decision", fact::document_issued},
    recorded_by{"withdraw_request", fact::filed_away},
    recorded_by{"withdraw_request", fact::withdrawal_received},
};

/// What guards ask of the procedure and not of the case.
struct asked_of_procedure {
    bool answered_with_a_slip = false;
    bool somebody_asks = false;
    bool may_be_solved_at_once = false;
    bool enforced_here = false;
    bool grounds_call_for_decision = false;
    bool confirms_performance = false;
};

asked_of_procedure asked_of(const procedure& what) {
    return {.answered_with_a_slip = what.receipt == fact::request_received,
            .somebody_asks = what.receipt != fact::judgment_received,
            .may_be_solved_at_once = law::may_be_solved_at_once(what),
            .enforced_here = law::opens_enforcement_file(what),
            .grounds_call_for_decision = std::ranges::any_of(
                what.grounds,
                [](const ground& each) { return law::calls_for_decision(each.leads_to); }),
            .confirms_performance = what.confirms_performance};
}

bool lets(const asked_of_procedure& of, std::string_view guard) {
    if (guard == "answered_with_a_slip") {
        return of.answered_with_a_slip;
    }
    if (guard == "taken_up_without_a_slip") {
        return !of.answered_with_a_slip;
    }
    if (guard == "somebody_asks") {
        return of.somebody_asks;
    }
    if (guard == "may_be_solved_at_once") {
        return of.may_be_solved_at_once;
    }
    if (guard == "is_enforced_here" || guard == "enforcement_request_only") {
        return of.enforced_here;
    }
    return true; // asks the case or the command
}

/// Whether a command of this procedure ever records it, whatever the case: what is decided on an
/// enforcement needs one, what confirms how far a matter is performed needs such a request.
bool may_record(const asked_of_procedure& of, std::string_view command, fact what) {
    switch (what) {
    case fact::ground_found:
        return of.grounds_call_for_decision;
    case fact::performance_confirmed:
        return of.confirms_performance;
    case fact::document_issued:
        return of.enforced_here || command == "issue_decision";
    default:
        return true;
    }
}

/// Whether this row of a command records it: a notification is of the conclusion, of a request to
/// explain, or of a decision, as its row says, and what is withdrawn is filed away where its row
/// leads there.
bool is_of_row(const transition& row, fact what) {
    if (row.command == "withdraw_request") {
        return (what == fact::filed_away) == (row.to == events::status::filed_away);
    }
    if (row.command != "notify_party") {
        return true;
    }
    const auto tells = [&](std::string_view guard) {
        return std::ranges::any_of(row.guards,
                                   [&](const step_rule* one) { return one->name == guard; });
    };
    const bool conclusion = tells("tells_the_conclusion");
    const bool explanation = tells("tells_the_request_to_explain");
    return what == fact::conclusion_received            ? conclusion
           : what == fact::explanation_request_received ? explanation
                                                        : !conclusion && !explanation;
}

bool may_be_taken(const asked_of_procedure& of, const transition& row) {
    return std::ranges::all_of(row.guards,
                               [&](const step_rule* guard) { return lets(of, guard->name); });
}

void add_rows(const procedure& what, const lifecycle_table& table, std::set<fact>& into) {
    const auto of = asked_of(what);
    for (const auto& row : table.rows()) {
        if (row.command == "receive_request") {
            into.insert(what.receipt);
            continue;
        }
        if (!may_be_taken(of, row)) {
            continue;
        }
        for (const auto each : facts_of_command(row.command)) {
            if (is_of_row(row, each) && may_record(of, row.command, each)) {
                into.insert(each);
            }
        }
    }
}

/// Of commands that stand in no table.
void add_facts(std::initializer_list<std::string_view> commands, std::set<fact>& into) {
    for (const auto command : commands) {
        const auto facts = facts_of_command(command);
        into.insert(facts.begin(), facts.end());
    }
}

} // namespace

bool may_be_taken_in(const procedure& what, const transition& row) {
    return may_be_taken(asked_of(what), row);
}

bool is_recorded(fact what) {
    return std::ranges::count(recorded_facts, what, &recorded_by::what) > 0;
}

std::vector<fact> facts_of_command(std::string_view command) {
    std::vector<fact> all;
    for (const auto& each : recorded_facts) {
        if (each.command == command) {
            all.push_back(each.what);
        }
    }
    return all;
}

std::set<fact> facts_recorded_in(const procedure& what) {
    std::set<fact> all;
    add_rows(what, table_of(what.follows), all);
    if (what.follows == events::lifecycle::dossier) {
        add_rows(what, support_lifecycle(), all); // a person was helped by mail before
        add_facts({"record_money", "pay_cash_in"}, all);
    }
    add_facts({"receive_agency_document", "answer_agency_document"}, all);
    return all;
}

} // namespace engine
