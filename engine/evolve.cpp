#include "engine/evolve.hpp"

#include "engine/evolve_detail.hpp"
#include "engine/evolve_periods.hpp"
#include "engine/finality.hpp"

#include <algorithm>

namespace engine {
namespace {

using events::status;

void keep_persons(case_state& state, const events::facts& facts) {
    for (const auto& box : facts.sealed) {
        // Words and mails are the step's own; of them the case keeps whose they are, where nothing
        // else says.
        if ((box.part == events::words_part || box.part == events::outgoing_mail_part) &&
            std::ranges::count(state.persons, box.person, &events::sealed_box::person) > 0) {
            continue;
        }
        const auto known = std::find_if(state.persons.begin(), state.persons.end(),
                                        [&](const events::sealed_box& one) {
                                            return one.person == box.person && one.part == box.part;
                                        });
        if (known == state.persons.end()) {
            state.persons.push_back(box);
        } else if (events::is_about_person(box)) {
            *known = box;
        }
    }
}

void keep_numbers(case_state& state, const events::event& what) {
    for (const auto& claim : what.common.numbers) {
        if (claim.counter.starts_with("code/")) {
            state.code = claim.text;
        } else if (claim.counter.starts_with("support/")) {
            state.support_code = claim.text;
        } else if (claim.counter.starts_with("register/")) {
            state.register_number = claim.text;
        } else if (claim.counter.starts_with("document/") &&
                   std::holds_alternative<events::decision_issued>(what.detail)) {
            // Of the decision that is enforced; letters and what is decided on it have others.
            state.decision_number = claim.text;
        }
    }
}

/// Stopped or withdrawn: the matter may go on where it stood before.
bool stands_aside(status at) { return at == status::suspended || at == status::withdrawn; }

void move_status(case_state& state, const events::event& what) {
    const auto& facts = what.common;
    if (facts.follows) {
        state.follows = *facts.follows;
    }
    if (!facts.status_after) {
        return;
    }
    if (brings_ground(state.at, facts.status_after, events::name_of(what.detail))) {
        state.status_ground = ground_brought(facts);
    } else if (std::holds_alternative<events::document_attached>(what.detail) &&
               is_final(state.follows, state.at)) {
        state.archiving.insert(state.archiving.end(), facts.grounds.begin(), facts.grounds.end());
    }
    if (stands_aside(*facts.status_after)) {
        if (!stands_aside(state.at)) { // on another ground it stays stopped
            state.before_suspension = state.at;
        }
    } else if (stands_aside(state.at)) {
        state.before_suspension.reset();
    }
    if (std::holds_alternative<events::case_suspended>(what.detail) &&
        std::ranges::count(facts.grounds, "postponed_by_protest") > 0) {
        ++state.protest_postponements;
    }
    if (std::holds_alternative<events::draft_submitted>(what.detail)) {
        state.drafter = what.about.actor;
    } else if (std::holds_alternative<events::denunciation_concluded>(what.detail)) {
        state.concluded_by = what.about.actor;
    } else if (std::holds_alternative<events::complaint_resolved>(what.detail)) {
        state.resolved_by = what.about.actor;
    }
    const bool ended_before = state.ended_at && is_final(state.follows, state.at);
    state.at = *facts.status_after;
    if (is_final(state.follows, state.at)) {
        if (!ended_before) { // a paper or a notice that comes later does not end it again
            state.ended_at = what.about.time;
        }
    } else {
        state.ended_at.reset();
    }
}

} // namespace

void evolve(case_state& state, const events::event& what, const events::digest& hash) {
    const auto& about = what.about;
    if (!state.exists()) {
        state.id = about.subject;
        state.office = about.office;
        state.rules = about.rules;
        state.opened_by = about.actor;
        state.opened_at = about.time;
        state.opening_ground = ground_brought(what.common);
    }
    if (state.opening_ground.empty() &&
        std::holds_alternative<events::request_received>(what.detail)) {
        state.opening_ground = ground_brought(what.common); // whom a mail had opened it for
    }
    ++state.version;
    state.head = hash;
    state.commands.push_back(about.command);
    if (std::holds_alternative<events::mail_issued>(what.detail)) {
        ++state.mails_since; // nothing was decided: the law that the case is shown by stays
    } else {
        state.mails_since = 0;
        state.changed_at = about.time;
    }

    move_status(state, what);
    note_step(state.stops, what.detail, what.common, about.time,
              state.at == status::suspended && state.issued_at.has_value());
    end_deadlines(state, what.common, about.time);
    move_deadlines(state, what.common, about.time);
    start_deadlines(state, what.common);
    keep_numbers(state, what);
    keep_persons(state, what.common);
    evolve_detail(state, what.detail, about.time);
    if (state.ended_at) {
        answer_pressing(state);
    }
}

} // namespace engine
