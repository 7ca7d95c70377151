#include "engine/evolve_detail.hpp"

#include "engine/evolve_periods.hpp"
#include "engine/explainers.hpp"
#include "engine/money_ledger.hpp"

#include <algorithm>

namespace engine {
namespace {

/// Whether the end of the matter was noted that the confirmation of this case is about.
bool matter_end_is_noted(const case_state& state) {
    const auto newest =
        std::find_if(state.deadlines.rbegin(), state.deadlines.rend(),
                     [](const deadline& one) { return one.id == matter_end_period; });
    return newest != state.deadlines.rend() && newest->met.has_value();
}

/// What each type says beyond its facts. An overload per alternative that matters to the state; the
/// generic one is for those that only move the status.
struct apply_detail {
    case_state& state;
    events::instant at;

    void operator()(const auto&) const {}

    void operator()(const events::support_requested& e) const { state.procedure = e.procedure; }
    void operator()(const events::mail_sorted& e) const { state.procedure = e.procedure; }
    void operator()(const events::procedure_chosen& e) const { state.procedure = e.procedure; }
    void operator()(const events::mail_checked& e) const { state.checked_as = e.outcome; }
    void operator()(const events::appointment_confirmed& e) const { state.appointment_at = e.at; }
    void operator()(const events::appointment_moved& e) const { state.appointment_at = e.at; }
    void operator()(const events::appointment_missed&) const { state.appointment_at.reset(); }
    void operator()(const events::reply_received&) const { state.checked_as.reset(); }
    void operator()(const events::request_received& e) const {
        state.procedure = e.procedure;
        state.received_by = e.received_by;
        state.received_at = at;
        state.shares_request_of = e.shares_request_of.value_or("");
    }
    void operator()(const events::supplement_requested&) const {
        ++state.supplements;
        answer_pressing(state);
    }
    void operator()(const events::dossier_accepted& e) const {
        state.accepted_at = at;
        state.promised_at = e.promised_at;
        state.result_by = e.result_by;
    }
    void operator()(const events::solved_at_once& e) const {
        state.proposal = e.outcome;
        confirm(e.matter, e.performed);
    }
    void operator()(const events::dossier_handed_over& e) const { state.holder = e.to; }
    void operator()(const events::officer_assigned& e) const {
        state.holder = e.officer;
        state.officer_named = true;
    }
    void operator()(const events::draft_submitted& e) const {
        state.proposal = e.proposal;
        confirm(e.matter, e.performed);
    }
    void operator()(const events::performance_recorded& e) const {
        state.performed = e.extent;
        std::int64_t total = 0; // a log of before may hold sums that no total can
        if (!__builtin_add_overflow(state.performed_amount, e.amount.value_or(0), &total)) {
            state.performed_amount = total;
        }
    }
    void operator()(const events::decision_issued& e) const {
        state.issued_at = at;
        state.common_with = e.common_with.value_or("");
        if (e.number) { // where the step took one, it stands among its numbers
            state.decision_number = *e.number;
        }
    }
    void operator()(const events::result_sent&) const {
        state.offered_at = state.offered_at.value_or(at);
    }
    void operator()(const events::result_not_collected&) const {
        const auto ready = state.issued_at.value_or(at);
        state.offered_at =
            state.offered_at.value_or(std::max(ready, state.promised_at.value_or(ready)));
    }
    void operator()(const events::result_returned&) const { state.returned_at = at; }
    void operator()(const events::apology_issued& e) const {
        ++state.apologies;
        state.promised_at = e.promised_at;
    }
    void operator()(const events::decision_withdrawn&) const {
        state.issued_at.reset();
        state.offered_at.reset();
        state.common_with.clear();
        state.file_opened = false; // what is decided anew has a dossier of its own
        state.performed.reset();
        state.performed_amount = 0;
        if (!matter_end_is_noted(state)) { // one that has ended does not open again
            state.confirms.reset();
            state.confirmed_matter.clear();
        }
    }
    void operator()(const events::enforcement_file_opened&) const { state.file_opened = true; }
    void operator()(const events::complaint_received& e) const {
        state.procedure = "complaint";
        state.kind = e.kind;
        state.level = e.level;
        state.against_head = e.against_head;
        state.received_by = e.received_by;
        state.received_at = at;
    }
    void operator()(const events::second_complaint_received&) const {
        state.level = events::instance::second;
        state.received_at = at;
        state.docketed_at.reset();
        state.common_with.clear();
    }
    void operator()(const events::complaint_docketed& e) const {
        take_up();
        state.common_with = e.common_with.value_or("");
    }
    void operator()(const events::denunciation_accepted&) const { take_up(); }
    void operator()(const events::petitioner_guided&) const { state.guided_once = true; }
    void operator()(const events::denunciation_received& e) const {
        state.procedure = "denunciation";
        state.against_head = e.against_head;
        state.received_by = e.received_by;
        state.received_at = at;
    }
    void operator()(const events::parties_notified&) const { state.parties_told = true; }
    void operator()(const events::disputed_act_paused&) const { state.disputed_act_paused = true; }
    void operator()(const events::explanation_requested& e) const {
        (asked_of(e.from) == events::explainer::lower_agency ? state.lower_agency_asked_at
                                                             : state.officer_asked_at) = at;
    }
    void operator()(const events::explanation_received& e) const {
        // One that does not say whose it is, as those of before, ended all that was awaited.
        if (e.explainer != events::explainer::lower_agency) {
            state.officer_asked_at.reset();
        }
        if (e.explainer != events::explainer::enforcement_officer) {
            state.lower_agency_asked_at.reset();
        }
    }
    void operator()(const events::complaint_resolved&) const {
        state.disputed_act_paused = false;
        state.officer_asked_at.reset();
        state.lower_agency_asked_at.reset();
        answer_pressing(state);
    }
    void operator()(const events::case_terminated&) const { state.disputed_act_paused = false; }
    void operator()(const events::denunciation_concluded&) const {
        state.conclusion_published = false;
        answer_pressing(state);
    }
    void operator()(const events::conclusion_published&) const {
        state.conclusion_published = true;
    }
    void operator()(const events::conclusion_sent&) const {
        state.conclusion_sent_at = at;
        state.conclusion_received_on.reset();
    }
    void operator()(const events::party_notified& e) const {
        if (e.what == events::notified_matter::conclusion) {
            // Of several who are accused, nobody is late before the last one is.
            state.conclusion_received_on =
                std::max(state.conclusion_received_on.value_or(e.valid_on), e.valid_on);
        }
    }
    void operator()(const events::accused_petition_received&) const {
        state.petition_pending = true;
    }
    void operator()(const events::accused_petition_answered& e) const {
        state.petition_pending = false;
        if (e.outcome == events::review_outcome::reopened) {
            state.parties_told = false; // they are told anew
            state.docketed_at = at;
        }
    }
    void operator()(const events::destruction_decided&) const { state.destruction_decided = true; }
    void operator()(const events::agency_document_received& e) const {
        state.agency_documents.push_back({e.sender, e.number, e.dated, at});
    }
    void operator()(const events::agency_document_answered& e) const {
        std::erase_if(state.agency_documents, [&](const agency_document& one) {
            return one.sender == e.sender && one.number == e.number;
        });
    }
    void operator()(const events::alert_raised& e) const {
        answer_lower_rungs(state, e.deadline, e.rung);
        if (auto* known = find_alert(state, e.deadline, e.rung)) {
            known->state = alert_status::raised;
            return;
        }
        state.alerts.push_back(alert{.deadline = e.deadline,
                                     .rung = e.rung,
                                     .state = alert_status::raised,
                                     .since = at,
                                     .due = e.due,
                                     .act_by = e.act_by});
    }
    void operator()(const events::lower_agency_pressed& e) const {
        auto* known = find_alert(state, e.deadline, rung_pressed);
        if (known == nullptr) {
            known = &state.alerts.emplace_back();
            known->deadline = e.deadline;
            known->rung = rung_pressed;
        }
        known->state = alert_status::raised; // whatever became of it when it was pressed before
        known->since = at;
        known->due = e.due.value_or(at);
        known->act_by = events::role::head;
    }
    void operator()(const events::alert_acknowledged& e) const {
        set_alert(e.deadline, e.rung, alert_status::acknowledged);
    }
    void operator()(const events::alert_escalated& e) const {
        set_alert(e.deadline, e.rung, alert_status::escalated);
    }
    void operator()(const events::alert_resolved& e) const {
        set_alert(e.deadline, e.rung, alert_status::resolved);
    }
    void operator()(const events::deadline_excused& e) const {
        // Of the run that is on, or was last: what was late before has no excuse by it.
        const auto newest = std::find_if(state.deadlines.rbegin(), state.deadlines.rend(),
                                         [&](const deadline& one) { return one.id == e.deadline; });
        if (newest != state.deadlines.rend()) {
            newest->excused = true;
        }
        resolve_alerts(state, e.deadline);
    }
    void operator()(const events::period_extended& e) const {
        if (auto* one = find_open(state, e.deadline)) {
            one->extended_days += e.days;
            one->extended_unit = e.unit.value_or("");
            one->extended_from_start = e.from_start.value_or(false);
        }
    }
    void operator()(const events::money_recorded& e) const { enter_voucher(state.vouchers, e); }
    void operator()(const events::cash_paid_in& e) const { enter_cash_paid_in(state.vouchers, e); }
    void operator()(const events::accounts_reconciled& e) const {
        for (auto& one : state.vouchers) {
            one.reconciled = one.reconciled || std::ranges::count(e.vouchers, one.number) > 0;
        }
        // What the matter has by now is the accountant's alone no more.
        std::erase_if(state.only_theirs, [&](const accountants_voucher& one) {
            return std::ranges::count(e.vouchers, one.number) > 0;
        });
        for (const auto& number : e.only_theirs) {
            auto known = std::ranges::find(state.only_theirs, number, &accountants_voucher::number);
            if (known == state.only_theirs.end()) {
                known = state.only_theirs.insert(known, {number, false});
            }
            known->explained = known->explained || !e.explanation.empty();
        }
    }

private:
    void take_up() const {
        state.docketed_at = at;
        answer_pressing(state);
    }
    void confirm(const std::optional<std::string>& matter,
                 const std::optional<events::performance>& performed) const {
        state.confirmed_matter = matter.value_or("");
        state.confirms = performed;
    }
    void set_alert(std::string_view deadline_id, std::string_view rung, alert_status to) const {
        if (auto* known = find_alert(state, deadline_id, rung)) {
            known->state = to;
        }
    }

public:
    explicit apply_detail(case_state& s, events::instant when) : state(s), at(when) {}
};

} // namespace

void evolve_detail(case_state& state, const events::payload& what, events::instant at) {
    std::visit(apply_detail{state, at}, what);
}

} // namespace engine
