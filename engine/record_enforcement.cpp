#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "engine/numbering.hpp"
#include "engine/record.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace engine {
namespace {

/// Steps that a dossier may take before its decision and after it, and that afterwards are
/// decisions on the enforcement; and what is done in an enforcement.
struct enforcement_steps {
    const step_input& step;

    [[nodiscard]] bool is_enforced() const {
        return step.state.issued_at && law::decides_to_enforce(step.context.rules, step.state);
    }
    /// What is decided on an enforcement has the office's next number, like the decision to enforce
    /// (Nghị định 30/2020/NĐ-CP Điều 15), and begins what such a decision does. Before there is
    /// one, nothing is decided on it.
    [[nodiscard]] recorded as_decision(recorded out,
                                       std::initializer_list<fact> begins = {}) const {
        if (!is_enforced()) {
            return out;
        }
        out.establishes.insert(out.establishes.end(), begins);
        out.numbers.push_back(
            numbering::document(step.context, step.whole.office, events::office_date(step.at)));
        return out;
    }

    decided<recorded> operator()(const refer_elsewhere& c) const {
        return as_decision(
            plain(events::referred_elsewhere{c.competent_office}, {fact::transferred}),
            {fact::document_issued});
    }
    decided<recorded> operator()(const suspend_case& c) const {
        // A dossier that is put aside before its decision answers no ground to stop what that
        // enforces.
        const bool stops = is_enforced() || step.state.follows != events::lifecycle::dossier;
        return as_decision(plain(events::case_suspended{c.reason},
                                 stops ? std::vector{fact::stopped} : std::vector<fact>{}),
                           {fact::document_issued});
    }
    decided<recorded> operator()(const resume_case&) const {
        // What goes on although it was withdrawn had not been stopped.
        if (step.state.at != events::status::suspended) {
            return plain(events::case_resumed{});
        }
        return as_decision(plain(events::case_resumed{}, {fact::resumed}), {fact::document_issued});
    }
    decided<recorded> operator()(const correct_decision&) const {
        const auto corrected = plain(events::decision_corrected{});
        // The parties are told of it (Luật Điều 39.2); of an ended matter nothing is owed any more.
        return is_final(step.state.follows, step.state.at)
                   ? as_decision(corrected)
                   : as_decision(corrected, {fact::document_issued});
    }
    decided<recorded> operator()(const withdraw_decision&) const {
        return as_decision(plain(events::decision_withdrawn{}), {fact::document_issued});
    }
    decided<recorded> operator()(const terminate_case& c) const {
        return as_decision(plain(events::case_terminated{c.reason},
                                 {fact::terminated, fact::termination_notified}),
                           {fact::document_issued});
    }
    decided<recorded> operator()(const open_enforcement_file&) const {
        return plain(events::enforcement_file_opened{}, {fact::dossier_opened});
    }
    decided<recorded> operator()(const assign_officer& c) const {
        // Of an enforcement, the assignment begins what the officer owes: not before there is a
        // decision, and not again once its dossier is open.
        const bool nothing_begins =
            law::opens_enforcement_file(step.context.rules, step.state.procedure) &&
            (!step.state.issued_at || step.state.file_opened ||
             !law::decides_to_enforce(step.context.rules, step.state));
        return plain(events::officer_assigned{c.officer},
                     nothing_begins ? std::vector<fact>{} : std::vector{fact::officer_assigned});
    }
    decided<recorded> operator()(const record_performance& c) const {
        return plain(events::performance_recorded{c.extent, c.amount});
    }
    decided<recorded> operator()(const end_enforcement& c) const {
        return plain(events::enforcement_ended{c.confirmation});
    }
    decided<recorded> operator()(const note_matter_end&) const {
        return plain(events::matter_end_noted{step.state.confirmed_matter}, {fact::matter_ended});
    }
    decided<recorded> operator()(const attach_document&) const {
        // A paper that shows a ground to stop, resume, end or entrust the enforcement, or to pass a
        // petition on. On none is anything decided where the request was refused, or the petition
        // was taken up.
        const bool is_too_late = is_final(step.state.follows, step.state.at) ||
                                 (step.state.issued_at && !is_enforced()) || step.state.docketed_at;
        const bool shows = std::ranges::any_of(step.whole.grounds, [&](const std::string& ground) {
            const auto leads_to = law::outcome_of(step.context.rules, step.state, ground, step.at);
            return leads_to && law::calls_for_decision(*leads_to);
        });
        return plain(events::document_attached{},
                     shows && !is_too_late ? std::vector{fact::ground_found} : std::vector<fact>{});
    }
    decided<recorded> operator()(const auto&) const { return recorded{}; }
};

} // namespace

decided<recorded> record_enforcement(const step_input& step) {
    return std::visit(enforcement_steps{step}, step.whole.detail);
}

} // namespace engine
