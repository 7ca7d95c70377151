#include "engine/law.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

/// Every ground that the procedures know, stated by the step that it leads to, on the first day of
/// its validity.
namespace {

using engine::outcome;
using testing_support::desk;

void file(desk& d, const engine::procedure& procedure) {
    if (procedure.id == "complaint") {
        d.does(engine::receive_complaint{events::channel::counter,
                                         events::complaint_kind::coercive_measure, false});
    } else if (procedure.id == "denunciation") {
        d.does(engine::receive_denunciation{events::channel::counter, false});
    } else {
        d.does(testing_support::filed_at_counter(procedure.id));
    }
}

/// To the desk of the officer who drafts.
void examine(desk& d, const engine::procedure& procedure) {
    if (procedure.receipt != engine::fact::request_received) {
        d.does(engine::begin_examination{});
        return;
    }
    testing_support::accept_complete(d);
    d.does(engine::hand_over{events::officer_id{"officer-2"}});
    d.does(engine::begin_examination{});
}

void decide(desk& d, const engine::procedure& procedure, const std::string& code,
            events::decision_outcome proposal) {
    examine(d, procedure);
    d.on_grounds({code}).does(engine::submit_draft{proposal});
}

bool is_petition(const engine::procedure& procedure) {
    return procedure.id == "complaint" || procedure.id == "denunciation";
}

/// For as long as the law says, and verified as often.
void stand_on(desk& d, const engine::standing_before& before) {
    d.on_grounds({before.ground}).does(engine::suspend_case{"a_ground_of_the_law"});
    for (std::int64_t i = 0; i < before.verifications; ++i) {
        d.does(engine::end_verification{});
    }
    ASSERT_TRUE(before.length && before.length->unit == engine::time_unit::years);
    const auto last = events::office_date(d.now()) + std::chrono::years{before.length->amount};
    const auto later = std::chrono::sys_days{last} + std::chrono::weeks{1};
    d.at(events::to_text(events::local_date{later}) + " 09:00");
}

/// Of the enforcement after its decision.
bool state_after_decision(desk& d, const engine::procedure& procedure,
                          const engine::ground& ground) {
    if (is_petition(procedure) || !engine::law::calls_for_decision(ground.leads_to)) {
        return false;
    }
    examine(d, procedure);
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.does(engine::issue_decision{});
    if (procedure.receipt == engine::fact::request_received) {
        d.does(engine::return_result{events::return_method::at_counter});
    }
    if (!ground.after.empty()) { // the separate register: a year on another ground, verified
        stand_on(d, ground.after.front());
    }
    if (ground.leads_to == outcome::suspended) {
        d.on_grounds({ground.code}).does(engine::suspend_case{"ground_of_the_law"});
    } else if (ground.leads_to == outcome::terminated) {
        d.on_grounds({ground.code}).does(engine::terminate_case{"ground_of_the_law"});
    } else if (ground.leads_to == outcome::transfer) {
        d.on_grounds({ground.code}).does(engine::refer_elsewhere{events::office_code{"49"}});
    } else {
        d.on_grounds({"postponed"}).does(engine::suspend_case{"ground_of_the_law"});
        d.on_grounds({ground.code}).does(engine::resume_case{});
    }
    return true;
}

/// Of a complaint: what is done about a refusal, or about the act while it is resolved.
bool state_in_complaint(desk& d, const engine::ground& ground) {
    if (ground.leads_to == outcome::revoked) {
        d.on_grounds({"no_direct_effect"}).does(engine::decline_petition{});
        d.on_grounds({ground.code}).does(engine::docket_complaint{});
        return true;
    }
    if (ground.leads_to == outcome::suspended) {
        d.does(engine::docket_complaint{});
        d.on_grounds({ground.code}).does(engine::pause_disputed_act{});
        return true;
    }
    if (ground.leads_to == outcome::terminated) {
        d.does(engine::docket_complaint{});
        d.on_grounds({ground.code}).does(engine::terminate_case{"ground_of_the_law"});
        return true;
    }
    return false;
}

/// Of a denunciation: it is stopped, ends, goes on although it was withdrawn, or is resolved again.
bool state_in_denunciation(desk& d, const engine::ground& ground) {
    const bool stops = ground.leads_to == outcome::suspended;
    const bool ends = ground.leads_to == outcome::terminated;
    if (!stops && !ends && ground.leads_to != outcome::resumed &&
        ground.leads_to != outcome::revoked) {
        return false;
    }
    d.does(engine::accept_denunciation{});
    if (stops) {
        d.does(engine::set_team{}).on_grounds({ground.code});
        d.does(engine::suspend_case{"ground_of_the_law"});
        return true;
    }
    if (ends) {
        d.on_grounds({ground.code}).does(engine::terminate_case{"ground_of_the_law"});
        return true;
    }
    if (ground.leads_to == outcome::resumed) {
        d.does(engine::withdraw_request{});
        d.on_grounds({ground.code}).does(engine::resume_case{});
        return true;
    }
    d.does(engine::set_team{}).does(engine::end_verification{});
    d.does(engine::report_verification{}).does(engine::conclude_denunciation{});
    d.does(engine::send_conclusion{}).does(engine::receive_accused_petition{});
    d.by("head-above").on_grounds({ground.code});
    d.does(engine::answer_accused_petition{events::review_outcome::reopened});
    return true;
}

/// Of a matter that has ended: by who signs it, after those that come before it.
bool state_in_archive(desk& d, const engine::ground& ground) {
    if (ground.leads_to != outcome::archive) {
        return false;
    }
    d.does(engine::terminate_case{"ended"});
    for (;;) {
        const auto* next =
            engine::law::next_archiving(engine::default_rule_set(), d.state(), d.now());
        if (next == nullptr) {
            return true;
        }
        d.as(*next->act_by).on_grounds({next->code}).does(engine::attach_document{});
        if (next->code == ground.code) {
            return true;
        }
    }
}

/// A ground on which what is asked for is granted on that day; none where the law lists none.
std::string ground_to_grant(const engine::procedure& procedure, events::local_date on) {
    const auto found = std::ranges::find_if(procedure.grounds, [&](const engine::ground& one) {
        return one.leads_to == outcome::grant && one.adopted && one.in_force.from <= on &&
               (!one.in_force.to || on <= *one.in_force.to);
    });
    return found == procedure.grounds.end() ? std::string{} : found->code;
}

void state(desk& d, const engine::procedure& procedure, const engine::ground& ground) {
    if (ground.leads_to == outcome::archive) {
        examine(d, procedure);
    }
    if (state_in_archive(d, ground) ||
        (procedure.id == "complaint" && state_in_complaint(d, ground)) ||
        (procedure.id == "denunciation" && state_in_denunciation(d, ground))) {
        return;
    }
    if (state_after_decision(d, procedure, ground)) {
        return;
    }
    const std::string code = ground.code;
    switch (ground.leads_to) {
    case outcome::ask_supplement:
        d.on_grounds({code}).does(engine::request_supplement{{procedure.papers.front().id}});
        return;
    case outcome::transfer:
        d.on_grounds({code}).does(engine::transfer_petition{events::office_code{"49"}});
        return;
    case outcome::guide_once:
        d.on_grounds({code}).does(engine::guide_petitioner{});
        return;
    case outcome::file_away:
        d.on_grounds({code}).does(engine::file_away{});
        return;
    case outcome::split:
        d.on_grounds({code}).does(engine::split_petition{
            d.state().procedure == "complaint" ? "denunciation" : "complaint"});
        return;
    case outcome::pressed:
        d.at(ground.in_force.to ? "2026-06-30 08:00" : "2026-08-03 08:00").on_grounds({code});
        d.does(engine::press_lower_agency{procedure.id == "complaint" ? "docket" : "accept_or_not",
                                          "12/CQLTHADS", "no_result_yet"});
        return;
    case outcome::grant:
        decide(d, procedure, code, events::decision_outcome::grant);
        return;
    case outcome::grant_part:
        decide(d, procedure, code, events::decision_outcome::grant_part);
        return;
    case outcome::revoked:
        decide(d, procedure, ground_to_grant(procedure, events::office_date(d.now())),
               events::decision_outcome::grant);
        d.by("head").does(engine::sign_decision{});
        d.does(engine::issue_decision{});
        d.on_grounds({code}).does(engine::withdraw_decision{});
        return;
    default:
        break;
    }
    if (is_petition(procedure)) {
        d.on_grounds({code}).does(engine::decline_petition{});
    } else if (ground.leads_to == outcome::refuse_no_ground) {
        decide(d, procedure, code, events::decision_outcome::refuse);
    } else {
        d.on_grounds({code}).does(engine::refuse_request{});
    }
}

TEST(grounds, of_every_procedure_are_stated_by_the_step_they_lead_to) {
    const auto began = *events::date_from_text("2017-06-01");
    std::size_t stated = 0;
    for (const auto& procedure : engine::default_rule_set().procedures) {
        for (const auto& ground : procedure.grounds) {
            if (!ground.adopted) {
                continue; // known by hearsay only: not applied
            }
            const auto day = std::max(ground.in_force.from, began);
            SCOPED_TRACE(procedure.id + " " + ground.code + " " + events::to_text(day));
            desk d{events::to_text(day) + " 08:00"};
            if (ground.leads_to == outcome::accept) { // of what comes in
                d.on_grounds({ground.code});
                file(d, procedure);
            } else {
                if (!ground.answers.empty()) {
                    d.on_grounds({ground.answers});
                }
                file(d, procedure);
                state(d, procedure, ground);
            }
            const auto told = std::ranges::any_of(d.told(), [&](const events::event& one) {
                return std::ranges::count(one.common.grounds, ground.code) > 0;
            });
            EXPECT_TRUE(told);
            ++stated;
        }
    }
    EXPECT_GT(stated, 70U);
}

/// What the word of the outcome says the step to be; nothing where no step of these three is meant.
std::vector<std::string_view> steps_by(const engine::procedure& procedure, outcome leads_to) {
    const auto word = events::name_of(leads_to);
    if (word.starts_with("refuse_")) {
        return {is_petition(procedure) ? engine::decline_petition::name
                                       : engine::refuse_request::name};
    }
    if (word == "guide_once" && procedure.id == "complaint") {
        return {engine::decline_petition::name};
    }
    if (word == "file_away") {
        return {engine::file_away::name};
    }
    return {};
}

template <class Step>
void takes_its_grounds_only(const engine::procedure& procedure, const engine::ground& ground) {
    const auto steps = steps_by(procedure, ground.leads_to);
    const auto day = std::max(ground.in_force.from, *events::date_from_text("2017-06-01"));
    desk d{events::to_text(day) + " 08:00"};
    if (!ground.answers.empty()) {
        d.on_grounds({ground.answers});
    }
    file(d, procedure);
    d.on_grounds({ground.code});
    SCOPED_TRACE(procedure.id + " " + std::string{Step::name} + " on " + ground.code);
    if (std::ranges::count(steps, Step::name) > 0) {
        d.does(Step{});
    } else {
        EXPECT_EQ(d.refuses(Step{}).rule, "states_ground");
    }
}

TEST(grounds, for_another_step_are_no_reason_to_refuse_or_to_file_away) {
    for (const auto& procedure : engine::default_rule_set().procedures) {
        for (const auto& ground : procedure.grounds) {
            if (!ground.adopted || ground.leads_to == outcome::accept) {
                continue;
            }
            if (is_petition(procedure)) {
                takes_its_grounds_only<engine::decline_petition>(procedure, ground);
                takes_its_grounds_only<engine::file_away>(procedure, ground);
            } else if (procedure.receipt == engine::fact::request_received) {
                takes_its_grounds_only<engine::refuse_request>(procedure, ground);
            }
        }
    }
}

} // namespace
