#include "engine/derivation.hpp"
#include "engine/evolve.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace {

using namespace engine;
using events::status;
using testing_support::all_papers;
using testing_support::an_accepted_dossier;
using testing_support::desk;
using testing_support::office_time;

events::incoming_mail a_mail() {
    events::incoming_mail mail;
    mail.sha256 = events::sha256("mail");
    return mail;
}

check_mail found(events::check_outcome outcome) { return {outcome, {"judgment"}, {}}; }

TEST(help_by_mail, starts_no_statutory_period) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail()});
    EXPECT_EQ(d.state().at, status::mail_received);
    EXPECT_EQ(d.state().support_code, "HT96-170601-0001");
    EXPECT_TRUE(d.state().deadlines.empty());
    EXPECT_TRUE(d.state().code.empty()) << "an e-mail is no filing and gets no case code";
}

TEST(help_by_mail, guides_on_what_the_check_found) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail()});
    EXPECT_EQ(d.refuses(guide_by_mail{}).code, rejection_code::not_allowed_now);
    d.does(found(events::check_outcome::incomplete)).does(guide_by_mail{});
    EXPECT_EQ(d.state().at, status::awaiting_reply);
    d.does(attach_reply{a_mail()});
    EXPECT_EQ(d.state().at, status::mail_received);
    d.does(found(events::check_outcome::no_jurisdiction)).does(guide_by_mail{});
    EXPECT_EQ(d.state().at, status::guided_away);
}

TEST(help_by_mail, books_an_appointment_only_for_what_was_found_valid) {
    desk d;
    const confirm_appointment monday{office_time("2017-06-05 08:30"), "desk_1"};
    d.does(receive_mail{"enf_request", a_mail()}).does(found(events::check_outcome::incomplete));
    const auto no = d.refuses(monday);
    EXPECT_EQ(no.code, rejection_code::rule_not_met);
    EXPECT_EQ(no.rule, "found_valid");
    EXPECT_FALSE(no.vi.empty());
    EXPECT_FALSE(no.source.empty());
    d.does(found(events::check_outcome::valid)).does(monday);
    EXPECT_EQ(d.state().at, status::appointment_booked);
}

TEST(help_by_mail, books_no_appointment_on_a_day_off_or_in_the_past) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail()}).does(found(events::check_outcome::valid));
    for (const auto* time : {"2017-06-03 08:30", "2017-06-05 05:00", "2017-05-31 08:30"}) {
        EXPECT_EQ(d.refuses(confirm_appointment{office_time(time), ""}).rule,
                  "appointment_is_possible")
            << time;
    }
}

TEST(help_by_mail, only_explains_complaints_and_denunciations) {
    for (const auto* procedure : {"complaint", "denunciation"}) {
        desk d;
        d.does(receive_mail{procedure, a_mail()});
        EXPECT_EQ(d.refuses(found(events::check_outcome::valid)).rule, "outcome_fits_procedure");
        d.does(found(events::check_outcome::procedure_only)).does(guide_by_mail{});
        receive_request filing;
        filing.received_by = events::channel::counter;
        EXPECT_EQ(d.refuses(filing).rule, "filing_is_lawful");
    }
}

TEST(help_by_mail, is_given_only_where_the_decision_on_online_support_names_the_procedure) {
    for (const auto* procedure : {"officer_change", "coercion_cost_relief", "fee_relief"}) {
        desk d;
        d.does(receive_mail{procedure, a_mail()});
        for (const auto outcome :
             {events::check_outcome::valid, events::check_outcome::incomplete,
              events::check_outcome::no_right, events::check_outcome::procedure_only}) {
            EXPECT_EQ(d.refuses(found(outcome)).rule, "outcome_fits_procedure") << procedure;
        }
        d.does(close_support{"filed_in_person"});
        EXPECT_EQ(d.state().at, status::support_closed) << procedure;
    }
    for (const auto* procedure : {"enf_request", "result_confirm"}) {
        desk d;
        d.does(receive_mail{procedure, a_mail()}).does(found(events::check_outcome::valid));
        EXPECT_EQ(d.state().at, status::checked) << procedure;
    }
}

TEST(filing, by_e_mail_is_refused_with_its_legal_ground) {
    desk d;
    receive_request filing;
    filing.procedure = "enf_request";
    filing.received_by = events::channel::email;
    const auto no = d.refuses(filing);
    EXPECT_EQ(no.rule, "filing_is_lawful");
    EXPECT_THAT(no.source, testing::HasSubstr("31.1"));
}

TEST(filing, starts_the_five_working_days_and_gives_a_case_code) {
    desk d{"2017-06-01 08:00"};
    d.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(d.state().follows, events::lifecycle::dossier);
    EXPECT_THAT(d.state().code, testing::EndsWith("-170601-0001"));
    const auto* decide_by = d.state().open_deadline("decide");
    ASSERT_NE(decide_by, nullptr);
    EXPECT_EQ(decide_by->due, office_time("2017-06-09 00:00")) << "24:00 of Thursday 08/06/2017";
}

/// That the office has given so many numbers of a counter, in another case.
void has_given(desk& d, const std::string& counter, std::uint64_t count) {
    events::event before;
    before.common.numbers = {{counter, count, {}}};
    case_state other;
    other.id = events::case_id{"another-case"};
    d.folded().counted(placed_event{{}, {}, before}, {}, other);
}

TEST(filing, begins_the_numbers_of_case_codes_again_each_day_at_each_office) {
    const auto number_of = [](const desk& d) { return d.state().code.substr(14); };
    desk first{"2017-06-01 08:00"};
    has_given(first, "code/96/170531", 7); // of the day before
    has_given(first, "code/49/170601", 5); // of another office
    first.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(number_of(first), "170601-0001");
    desk next{"2017-06-02 08:00"};
    has_given(next, "code/96/170601", 1);
    next.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(number_of(next), "170602-0001");
}

TEST(filing, gives_9999_case_codes_a_day_and_says_so_of_the_next) {
    desk full{"2017-06-01 08:00"};
    has_given(full, "code/96/170601", 9'998);
    full.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_THAT(full.state().code, testing::EndsWith("-170601-9999"));

    desk over{"2017-06-01 16:00"};
    has_given(over, "code/96/170601", 9'999);
    const auto no = over.refuses(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(no.code, engine::rejection_code::rule_not_met);
    EXPECT_EQ(no.rule, "case_codes_of_a_day");
    EXPECT_THAT(no.vi, testing::HasSubstr("hết 9999 mã hồ sơ của ngày 01/06/2017"));
    EXPECT_THAT(no.en, testing::Not(testing::HasSubstr("next day")))
        << "its receipt stays of its day";
    EXPECT_EQ(no.at, status::none);

    // A person who was helped by mail stands at the desk: the refusal says where the case is
    desk helped{"2017-06-01 16:00"};
    has_given(helped, "code/96/170601", 9'999);
    helped.does(receive_mail{"enf_request", a_mail()});
    const auto still = helped.refuses(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(still.rule, "case_codes_of_a_day");
    EXPECT_EQ(still.at, status::mail_received);
    over.at("2017-06-02 08:00").does(testing_support::filed_at_counter("enf_request"));
    EXPECT_THAT(over.state().code, testing::EndsWith("-170602-0001"));
}

TEST(filing, takes_no_judgment_of_a_day_after_its_receipt) {
    desk d{"2017-06-01 08:00"};
    auto filing = testing_support::filed_at_counter("enf_request");
    filing.judgment_date = events::date_from_text("2017-06-02");
    const auto no = d.refuses(filing);
    EXPECT_EQ(no.code, engine::rejection_code::invalid_input);
    EXPECT_EQ(no.pointer, "/judgment_date");
    filing.judgment_date = events::date_from_text("2017-06-01");
    d.does(filing);
}

TEST(filing, takes_no_request_of_a_day_after_its_receipt) {
    desk d{"2017-06-01 08:00"}; // a Thursday
    auto posted = testing_support::filed_at_counter("enf_request");
    posted.received_by = events::channel::post;
    posted.request_date = events::date_from_text("2017-06-02");
    const auto no = d.refuses(posted);
    EXPECT_EQ(no.rule, "requested_before_receipt");
    EXPECT_EQ(no.pointer, "/request_date");
    posted.request_date = events::date_from_text("2017-05-30"); // as the postmark says
    d.does(posted);
}

TEST(acceptance, needs_every_required_paper) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    accept_dossier acceptance;
    acceptance.papers = {"application"};
    EXPECT_EQ(d.refuses(acceptance).rule, "papers_are_complete");
    acceptance.papers = all_papers("enf_request", events::office_date(d.now()));
    acceptance.promised_at = office_time("2017-06-09 08:00");
    EXPECT_EQ(d.refuses(acceptance).rule, "promise_is_lawful") << "later than the law allows";
    for (const auto* closed : {"2017-06-03 09:00", "2017-06-04 03:00", "2017-06-08 02:00"}) {
        acceptance.promised_at = office_time(closed); // a Saturday, a Sunday, a night
        EXPECT_EQ(d.refuses(acceptance).rule, "promise_is_lawful") << closed;
    }
    acceptance.promised_at = office_time("2017-06-08 16:00");
    d.does(acceptance);
    EXPECT_EQ(d.state().at, status::accepted);
    EXPECT_EQ(d.state().register_number, "1/2017");
    EXPECT_EQ(d.state().promised_at, office_time("2017-06-08 16:00"));
}

TEST(acceptance, states_of_each_paper_what_was_counted_and_nothing_that_cannot_be) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    accept_dossier acceptance;
    acceptance.papers = all_papers("enf_request", events::office_date(d.now()));
    const auto refused_with = [&](const events::accepted_paper& detail) {
        acceptance.paper_details = {detail};
        const auto no = d.refuses(acceptance);
        return no.rule + " " + no.pointer;
    };
    using enum events::paper_kind;
    EXPECT_EQ(refused_with({"related", copy, 1, 1}), "paper_is_handed_in /paper_details/0/paper");
    EXPECT_EQ(refused_with({"judgment", copy, 0, 1}), "count_is_possible /paper_details/0/count");
    EXPECT_EQ(refused_with({"judgment", copy, 1, 0}), "count_is_possible /paper_details/0/sheets");
    EXPECT_EQ(refused_with({"judgment", copy, 1, UINT64_MAX}),
              "count_is_possible /paper_details/0/sheets");
    acceptance.paper_details = {{"judgment", certified_copy, 1, 5}, {"judgment", original, 1, 5}};
    acceptance.paper_details.push_back(acceptance.paper_details.front());
    const auto twice = d.refuses(acceptance);
    EXPECT_EQ(twice.pointer, "/paper_details/2");
    EXPECT_EQ(twice.vi,
              "Giấy tờ `judgment` cùng loại đã ghi ở /paper_details/0; hãy gộp số lượng.");
    EXPECT_EQ(twice.en, "The paper `judgment` of the same kind stands at /paper_details/0 already; "
                        "add the counts up.");
    acceptance.paper_details.pop_back();
    acceptance.sets = 0;
    const auto sets = d.refuses(acceptance);
    EXPECT_EQ(sets.pointer, "/sets");
    EXPECT_EQ(sets.vi, "Phải từ 1 đến 99999; chưa đếm thì không ghi.");
    EXPECT_EQ(sets.en, "Must be from 1 to 99999; leave it out where nobody counted.");
    acceptance.sets = 2;
    d.does(acceptance);
    EXPECT_EQ(d.state().at, status::accepted);
}

TEST(acceptance, promises_the_end_of_the_last_office_day_when_nobody_says_otherwise) {
    const desk d = an_accepted_dossier();
    ASSERT_TRUE(d.state().promised_at);
    EXPECT_EQ(events::to_text(events::office_date(*d.state().promised_at)), "2017-06-08");
}

accept_dossier complete_dossier(const desk& d) {
    accept_dossier acceptance;
    acceptance.papers = all_papers(d.state().procedure, d.state().law_of());
    return acceptance;
}

TEST(acceptance, promises_what_the_office_says_where_the_law_of_the_case_was_not_seen) {
    for (const auto* procedure : {"enf_request", "fee_relief"}) {
        desk d{"2026-07-06 08:00"};
        d.does(testing_support::filed_at_counter(procedure));
        auto acceptance = complete_dossier(d);
        const auto no = d.refuses(acceptance);
        EXPECT_EQ(no.rule, "promise_is_stated") << procedure;
        EXPECT_THAT(no.vi, testing::HasSubstr("promised_at"));
        EXPECT_THAT(no.en, testing::HasSubstr("promised_at"));
        for (const auto* wrong : {"2026-07-06 07:30", "2026-07-11 09:00"}) { // past; a Saturday
            acceptance.promised_at = office_time(wrong);
            EXPECT_EQ(d.refuses(acceptance).rule, "promise_is_lawful") << procedure << wrong;
        }
        acceptance.promised_at = office_time("2026-07-10 16:00");
        d.does(acceptance);
        EXPECT_EQ(d.state().promised_at, office_time("2026-07-10 16:00"));
    }
}

TEST(acceptance, after_a_supplement_promises_the_days_of_the_law_from_completeness) {
    desk d{"2017-06-01 08:00"};
    d.does(testing_support::filed_at_counter("enf_request"));
    d.does(request_supplement{{"judgment"}});
    d.at("2017-06-20 09:00").does(receive_supplement{});
    auto acceptance = complete_dossier(d);
    acceptance.promised_at = office_time("2017-06-28 08:00");
    EXPECT_EQ(d.refuses(acceptance).rule, "promise_is_lawful")
        << "five working days end on the 27th";
    acceptance.promised_at.reset();
    d.does(acceptance);
    EXPECT_EQ(d.state().promised_at, office_time("2017-06-27 17:00"));
    ASSERT_NE(d.state().open_deadline("decide"), nullptr);
    EXPECT_EQ(d.state().open_deadline("decide")->due, office_time("2017-06-09 00:00"))
        << "the clock of the law runs from receipt all the same";
}

TEST(acceptance, too_late_for_the_period_of_the_law_still_has_a_lawful_promise) {
    for (const auto& [complete, promised] :
         {std::pair{"2017-06-12 09:00", "2017-06-19 17:00"},
          std::pair{"2017-06-08 17:30", "2017-06-15 17:00"}}) { // its last day, after hours
        desk d{"2017-06-01 08:00"};
        d.does(testing_support::filed_at_counter("enf_request"));
        d.at(complete).does(complete_dossier(d));
        EXPECT_EQ(d.state().promised_at, office_time(promised)) << complete;
    }
}

TEST(acceptance, recorded_later_is_measured_from_when_it_happened) {
    desk d{"2017-06-01 08:00"};
    d.does(testing_support::filed_at_counter("enf_request"));
    d.at("2017-06-12 09:00");
    const auto recorded = [&](const char* promised) {
        auto acceptance = complete_dossier(d);
        acceptance.promised_at = office_time(promised);
        auto what = d.command_of(acceptance);
        what.happened = office_time("2017-06-02 09:00");
        const auto outcome = decide(d.state(), what, d.context());
        return outcome ? std::string{"accepted"} : outcome.error().rule;
    };
    EXPECT_EQ(recorded("2017-06-13 09:00"), "promise_is_lawful") << "past the end of the law";
    EXPECT_EQ(recorded("2017-06-02 08:30"), "promise_is_lawful") << "before it was accepted";
    EXPECT_EQ(recorded("2017-06-08 16:00"), "accepted");
}

/// What becomes of a step that is recorded now and took place then.
std::string entered_later(const desk& d, command_detail detail, const char* took_place) {
    auto what = d.command_of(std::move(detail));
    what.happened = office_time(took_place);
    const auto outcome = decide(d.state(), what, d.context());
    return outcome ? std::string{"accepted"} : outcome.error().rule;
}

TEST(a_new_promise, recorded_later_lies_after_the_apology_and_not_after_the_entry) {
    // Given a result promised for 08/06/2017, and an apology of that day that is entered on the
    // 14th
    auto d = testing_support::an_accepted_dossier();
    ASSERT_EQ(d.state().promised_at, office_time("2017-06-08 17:00"));
    d.at("2017-06-14 08:00");
    // Then the day that it promised is judged as the person was told it
    EXPECT_EQ(entered_later(d, apologise{office_time("2017-06-12 09:00"), "workload"},
                            "2017-06-08 10:00"),
              "accepted");
    EXPECT_EQ(entered_later(d, apologise{office_time("2017-06-12 09:00"), "workload"},
                            "2017-06-12 10:00"),
              "new_date_is_later");
    EXPECT_EQ(d.refuses(apologise{office_time("2017-06-12 09:00"), "workload"}).rule,
              "new_date_is_later")
        << "of an apology of today that day has passed";
}

TEST(a_result, recorded_later_as_not_fetched_was_promised_by_then) {
    auto d = testing_support::an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    d.does(submit_draft{events::decision_outcome::grant});
    d.by("head").does(sign_decision{}).does(issue_decision{});
    d.by("officer-1").at("2017-06-12 08:00");
    EXPECT_EQ(entered_later(d, record_not_collected{}, "2017-06-08 16:00"), "promise_has_passed");
    EXPECT_EQ(entered_later(d, record_not_collected{}, "2017-06-08 17:00"), "accepted");
    d.does(record_not_collected{});
}

TEST(an_appointment, recorded_later_is_judged_by_when_it_was_made_and_missed) {
    desk d;
    d.does(receive_mail{"enf_request", a_mail()}).does(found(events::check_outcome::valid));
    const confirm_appointment friday{office_time("2017-06-02 08:30"), "desk_1"};
    d.at("2017-06-05 08:00");
    EXPECT_EQ(d.refuses(friday).rule, "appointment_is_possible");
    EXPECT_EQ(entered_later(d, friday, "2017-06-02 09:00"), "appointment_is_possible");
    EXPECT_EQ(entered_later(d, friday, "2017-06-01 16:00"), "accepted");
    d.does(confirm_appointment{office_time("2017-06-06 08:30"), ""}).at("2017-06-07 08:00");
    EXPECT_EQ(entered_later(d, miss_appointment{}, "2017-06-06 08:00"), "appointment_has_passed");
    EXPECT_EQ(entered_later(d, miss_appointment{}, "2017-06-06 09:00"), "accepted");
}

TEST(a_correction, is_owed_by_nobody_once_the_request_is_complete_or_passed_on) {
    const auto met = [](const desk& d) {
        return std::ranges::any_of(d.state().deadlines, [](const deadline& one) {
            return one.id == "ask_correction" && one.met && !one.lapsed;
        });
    };
    desk complete{"2026-07-06 08:00"};
    complete.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_NE(complete.state().open_deadline("ask_correction"), nullptr);
    auto acceptance = complete_dossier(complete);
    acceptance.promised_at = office_time("2026-07-10 16:00");
    complete.does(acceptance);
    EXPECT_TRUE(met(complete));
    desk passed_on{"2026-07-06 08:00"};
    passed_on.does(testing_support::filed_at_counter("enf_request"));
    passed_on.does(refer_elsewhere{events::office_code{"49"}});
    EXPECT_TRUE(met(passed_on));
}

TEST(a_dossier, of_another_agency_is_referred_to_it_at_the_desk) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    d.does(refer_elsewhere{events::office_code{"49"}});
    EXPECT_EQ(d.state().at, status::referred_elsewhere);
    const auto& told = std::get<events::referred_elsewhere>(d.last().detail);
    EXPECT_EQ(told.competent_office, events::office_code{"49"});
    EXPECT_TRUE(d.last().common.numbers.empty()) << "it is no line of the register";
}

TEST(a_dossier, that_is_solved_at_once_has_a_line_of_the_register_and_no_slip) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    d.does(testing_support::granted_on_the_spot());
    ASSERT_EQ(d.last().common.numbers.size(), 1U);
    EXPECT_EQ(d.last().common.numbers.front().counter, "register/96/2017");
    EXPECT_FALSE(d.state().promised_at) << "nobody has to come again";
}

TEST(a_confirmation, given_on_the_spot_is_owed_no_longer) {
    for (const auto* received : {"2017-06-01 08:00", "2026-07-06 08:00"}) {
        desk d{received};
        d.does(testing_support::filed_at_counter("result_confirm"));
        EXPECT_NE(d.state().open_deadline("issue"), nullptr);
        d.does(testing_support::granted_on_the_spot());
        EXPECT_EQ(d.state().open_deadline("issue"), nullptr) << received;
        EXPECT_THAT(d.last().common.deadlines_met, testing::Contains("issue")) << received;
    }
}

TEST(acceptance, asks_for_the_paper_that_proves_the_ground_which_is_stated) {
    desk d;
    d.does(testing_support::filed_at_counter("coercion_cost_relief"));
    accept_dossier acceptance;
    acceptance.papers = {"application"};
    const auto no = d.on_grounds({"low_income"}).refuses(acceptance);
    EXPECT_EQ(no.rule, "papers_are_complete");
    EXPECT_TRUE(no.grounds.empty()) << "it is a paper that is missing, and no ground";
    acceptance.papers = {"application", "merit_papers"};
    EXPECT_EQ(d.on_grounds({"low_income"}).refuses(acceptance).rule, "papers_are_complete");
    acceptance.papers = {"application", "hardship_proof"};
    d.on_grounds({"low_income"}).does(acceptance);
}

TEST(acceptance, of_relief_asks_for_the_proof_of_each_ground_under_either_law) {
    for (const auto* received : {"2017-06-01 08:00", "2026-07-06 08:00"}) {
        for (const auto& [ground, proof] :
             {std::pair{"low_income", "hardship_proof"}, std::pair{"policy_family", "merit_papers"},
              std::pair{"alone", "alone_proof"}, std::pair{"disabled_or_ill", "medical_summary"}}) {
            desk d{received};
            d.does(testing_support::filed_at_counter("coercion_cost_relief"));
            auto acceptance = complete_dossier(d);
            EXPECT_EQ(d.on_grounds({ground}).refuses(acceptance).rule, "papers_are_complete")
                << received << ground;
            acceptance.papers.emplace_back(proof);
            d.on_grounds({ground}).does(acceptance);
        }
    }
}

TEST(acceptance, of_relief_asks_for_the_ground_on_which_the_papers_hang) {
    for (const auto& [procedure, received] : {std::pair{"coercion_cost_relief", "2017-06-01 08:00"},
                                              std::pair{"coercion_cost_relief", "2026-07-06 08:00"},
                                              std::pair{"fee_relief", "2017-06-01 08:00"}}) {
        desk d{received};
        d.does(testing_support::filed_at_counter(procedure));
        const auto acceptance = complete_dossier(d); // the application
        const auto no = d.refuses(acceptance);
        EXPECT_EQ(no.rule, "states_ground_asked_on") << procedure << received;
        const auto offers = [&](std::string_view code) {
            return std::ranges::count(no.grounds, code, &possible_ground::code) == 1;
        };
        EXPECT_TRUE(offers("alone") && offers("no_ground") && !offers("out_of_scope"));
        // What says how to go on, and not on what the person asks, is no ground of the request.
        EXPECT_EQ(d.on_grounds({"incomplete"}).refuses(acceptance).rule, "states_ground_asked_on");
        EXPECT_EQ(d.on_grounds({"alone"}).refuses(acceptance).rule, "papers_are_complete");
        // An application that gives no ground of the law is complete, and is refused in writing.
        d.on_grounds({"no_ground"}).does(acceptance);
    }
}

TEST(acceptance, of_relief_asks_for_no_proof_of_a_ground_that_was_given_up) {
    for (const std::string stated : {"policy_family", "no_ground"}) {
        // Given a request that was filed on one ground, and is found to stand on another, or none
        desk d{"2017-06-01 08:00"};
        d.on_grounds({"low_income"});
        d.does(testing_support::filed_at_counter("coercion_cost_relief"));
        auto acceptance = complete_dossier(d);
        if (stated != "no_ground") {
            acceptance.papers.push_back("merit_papers");
        }
        // When it is accepted on that, then its proof is enough
        d.on_grounds({stated}).does(acceptance);
        EXPECT_EQ(d.state().at, status::accepted) << stated;
    }
}

TEST(supplement, may_be_asked_twice_for_one_case) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(d.refuses(request_supplement{}).rule, "names_missing_papers");
    d.does(request_supplement{{"judgment"}}).does(receive_supplement{});
    d.does(request_supplement{{"judgment"}}).does(receive_supplement{});
    const auto no = d.refuses(request_supplement{{"judgment"}});
    EXPECT_EQ(no.rule, "supplement_is_allowed");
    EXPECT_THAT(no.source, testing::HasSubstr("63/2010"));
}

TEST(supplement, may_be_asked_again_of_who_did_not_follow_the_guidance) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    d.does(request_supplement{{"judgment"}}).does(receive_supplement{});
    d.does(request_supplement{{"judgment"}}).does(receive_supplement{});
    d.on_grounds({"incomplete"});
    EXPECT_EQ(d.refuses(request_supplement{{"judgment"}}).rule, "supplement_is_allowed");
    d.on_grounds({"guidance_ignored"}).does(request_supplement{{"judgment"}});
    EXPECT_EQ(d.state().at, status::awaiting_supplement);
    EXPECT_THAT(d.last().common.grounds, testing::ElementsAre("guidance_ignored"))
        << "why it was asked once more stays in the log";
}

TEST(supplement, that_never_comes_does_not_keep_the_dossier_for_ever) {
    const auto waiting = [] {
        desk d;
        d.does(testing_support::filed_at_counter("enf_request"));
        d.does(request_supplement{{"judgment"}});
        return d;
    };
    desk refused = waiting();
    EXPECT_EQ(refused.refuses(refuse_request{}).rule, "states_ground");
    refused.on_grounds({"no_obligation"}).does(refuse_request{});
    EXPECT_THAT(refused.last().common.deadlines_met, testing::Contains("decide"));
    desk ended = waiting();
    EXPECT_EQ(ended.refuses(terminate_case{""}).rule, "states_reason");
    ended.does(terminate_case{"papers_never_came"});
    EXPECT_EQ(ended.state().open_deadline("decide"), nullptr);
    desk elsewhere = waiting();
    elsewhere.does(refer_elsewhere{events::office_code{"49"}});
    EXPECT_EQ(elsewhere.state().at, status::referred_elsewhere);
}

TEST(refusal, needs_a_ground_that_the_procedure_knows) {
    desk d;
    d.does(testing_support::filed_at_counter("enf_request"));
    EXPECT_EQ(d.refuses(refuse_request{}).rule, "states_ground");
    d.on_grounds({"because_i_say_so"});
    const auto no = d.refuses(refuse_request{});
    EXPECT_EQ(no.rule, "states_ground");
    EXPECT_THAT(no.grounds,
                testing::Contains(testing::Field(&possible_ground::code, "time_barred")));
    EXPECT_THAT(no.grounds, testing::Each(testing::Field(&possible_ground::text,
                                                         testing::Not(testing::IsEmpty()))));
    for (const auto& one : no.grounds) {
        desk another;
        another.does(testing_support::filed_at_counter("enf_request"));
        another.on_grounds({one.code}).does(refuse_request{});
    }
    d.on_grounds({"time_barred"}).does(refuse_request{});
    EXPECT_EQ(d.state().at, status::refused);
    EXPECT_EQ(d.state().open_deadline("decide"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_met, testing::Contains("decide"));
}

desk an_issued_decision() {
    desk d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}});
    d.at("2017-06-02 08:00").by("officer-2").does(begin_examination{}).does(submit_draft{});
    d.by("head").does(sign_decision{});
    d.by("clerk").does(issue_decision{});
    return d;
}

TEST(decision, is_signed_by_another_than_the_one_who_drafted) {
    desk d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    d.by("officer-2").does(submit_draft{});
    EXPECT_EQ(d.refuses(sign_decision{}).rule, "signed_by_another");
    d.by("head").does(sign_decision{});
}

TEST(decision, meets_its_period_and_starts_that_of_notification) {
    const desk d = an_issued_decision();
    EXPECT_THAT(d.last().common.deadlines_met, testing::Contains("decide"));
    EXPECT_EQ(d.state().decision_number, "01/QĐ-CTHADS");
    EXPECT_NE(d.state().open_deadline("notify"), nullptr);
}

TEST(decision, issued_anew_is_notified_within_the_days_of_its_own) {
    for (const auto* procedure : {"enf_request", "officer_change"}) {
        desk d = an_accepted_dossier(procedure);
        d.does(hand_over{events::officer_id{"officer-2"}});
        const auto decided = [&] {
            if (std::string_view{procedure} == "officer_change") {
                d.on_grounds({"delay"});
            }
            d.by("officer-2").does(submit_draft{});
            d.by("head").does(sign_decision{});
            d.by("clerk").does(issue_decision{});
        };
        d.at("2017-06-02 08:00").by("officer-2").does(begin_examination{});
        decided();
        ASSERT_NE(d.state().open_deadline("notify"), nullptr) << procedure;
        EXPECT_EQ(d.state().open_deadline("notify")->due, office_time("2017-06-08 00:00"));
        d.at("2017-06-07 08:00").by("head").does(withdraw_decision{});
        EXPECT_THAT(d.last().common.deadlines_lapsed, testing::Contains("notify"));
        if (std::string_view{procedure} == "enf_request") { // that it was withdrawn
            ASSERT_NE(d.state().open_deadline("notify"), nullptr);
            EXPECT_EQ(d.state().open_deadline("notify")->due, office_time("2017-06-13 00:00"));
        } else {
            EXPECT_EQ(d.state().open_deadline("notify"), nullptr) << "of what is to be told?";
        }
        d.at("2017-06-12 08:00");
        decided();
        ASSERT_NE(d.state().open_deadline("notify"), nullptr) << procedure;
        EXPECT_EQ(d.state().open_deadline("notify")->due, office_time("2017-06-16 00:00"));
    }
}

TEST(decision, that_is_wrong_is_corrected_as_it_stands_or_withdrawn_and_replaced) {
    desk d = an_issued_decision();
    d.by("clerk").does(correct_decision{});
    EXPECT_EQ(d.state().at, status::issued);
    // What corrects it has a number of its own, and the decision keeps its one
    EXPECT_EQ(d.state().decision_number, "01/QĐ-CTHADS");
    EXPECT_EQ(d.last().common.numbers.at(0).text, "02/QĐ-CTHADS");
    d.by("head").does(withdraw_decision{});
    EXPECT_EQ(d.state().decision_number, "01/QĐ-CTHADS");
    EXPECT_EQ(d.last().common.numbers.at(0).text, "03/QĐ-CTHADS");
    EXPECT_EQ(d.state().at, status::in_examination);
    EXPECT_FALSE(d.state().issued_at);
    d.by("officer-2").does(submit_draft{});
    d.by("head").does(sign_decision{});
    d.by("clerk").does(issue_decision{});
    EXPECT_EQ(d.state().decision_number, "04/QĐ-CTHADS");
}

/// B4 of the one-stop flow was seen in its first words only: no slip asks for papers any more, and
/// no law that was read lets the days stand still.
TEST(a_dossier_in_examination, is_put_aside_for_a_supplement_while_the_days_of_the_law_run_on) {
    desk d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    EXPECT_EQ(d.refuses(request_supplement{{"judgment"}}).code,
              engine::rejection_code::not_allowed_now);
    d.does(suspend_case{"awaiting_supplement"});
    EXPECT_EQ(d.state().at, status::suspended);
    ASSERT_NE(d.state().open_deadline("decide"), nullptr);
    EXPECT_FALSE(d.state().open_deadline("decide")->paused());
    d.does(attach_document{}).does(resume_case{});
    EXPECT_EQ(d.state().at, status::in_examination);
}

TEST(decision, that_is_corrected_or_withdrawn_is_told_within_the_days_of_that) {
    // Given a decision of which the parties were told
    desk d = an_issued_decision();
    const auto told = [&] { return notify_party{"direct", events::office_date(d.now())}; };
    d.does(told());
    ASSERT_EQ(d.state().open_deadline("notify"), nullptr);
    // When it is corrected on a Wednesday, and withdrawn a week later
    d.at("2017-06-07 08:00").by("clerk").does(correct_decision{});
    ASSERT_NE(d.state().open_deadline("notify"), nullptr);
    EXPECT_EQ(d.state().open_deadline("notify")->due, office_time("2017-06-13 00:00"));
    d.at("2017-06-08 08:00").does(told());
    EXPECT_THAT(d.last().common.deadlines_met, testing::Contains("notify"));
    d.at("2017-06-14 08:00").by("head").does(withdraw_decision{});
    ASSERT_NE(d.state().open_deadline("notify"), nullptr);
    EXPECT_EQ(d.state().open_deadline("notify")->due, office_time("2017-06-20 00:00"));
    // Then they are told of it while the next one is made
    d.by("clerk").does(told());
    EXPECT_EQ(d.state().at, status::in_examination);
    EXPECT_EQ(d.state().open_deadline("notify"), nullptr);
}

TEST(decision, that_was_withdrawn_stays_to_be_told_of_when_its_matter_ends_without_another) {
    const auto withdrawn_on_monday = [] {
        desk d = an_issued_decision();
        d.does(notify_party{"direct", events::office_date(d.now())});
        d.at("2017-06-12 08:00").by("head").does(withdraw_decision{});
        return d;
    };
    for (const bool asked_no_more : {true, false}) {
        // Given a decision that was withdrawn and of which nobody was told yet
        desk d = withdrawn_on_monday();
        // When the matter ends meanwhile
        d.at("2017-06-13 08:00").by("officer-2");
        if (asked_no_more) {
            d.does(withdraw_request{});
        } else {
            d.does(terminate_case{"art_50"});
        }
        // Then that alone is owed still, within its days
        const auto owed_now = [&] {
            std::vector<std::string> out;
            for (const auto& one : d.state().deadlines) {
                if (d.state().owes(one)) {
                    out.push_back(one.id);
                }
            }
            return out;
        };
        EXPECT_THAT(owed_now(), testing::ElementsAre("notify"));
        EXPECT_EQ(d.state().open_deadline("notify")->due, office_time("2017-06-16 00:00"));
        EXPECT_THAT(d.last().common.deadlines_lapsed, testing::Not(testing::Contains("notify")));
        d.by("clerk").does(notify_party{"direct", events::office_date(d.now())});
        EXPECT_THAT(d.last().common.deadlines_met, testing::Contains("notify"));
        EXPECT_TRUE(owed_now().empty());
    }
    // Of a matter of which the parties know, or that had no decision, nothing is owed.
    desk told = withdrawn_on_monday();
    told.by("clerk").does(notify_party{"direct", events::office_date(told.now())});
    told.does(withdraw_request{});
    EXPECT_EQ(told.state().open_deadline("notify"), nullptr);
    desk undecided = an_accepted_dossier();
    undecided.does(withdraw_request{});
    EXPECT_EQ(undecided.refuses(notify_party{"direct", events::office_date(undecided.now())}).rule,
              "decision_was_withdrawn");
}

TEST(decision, that_is_corrected_once_its_matter_has_ended_leaves_nothing_owed) {
    desk d = an_issued_decision();
    d.does(notify_party{"direct", events::office_date(d.now())}).does(return_result{});
    d.does(close_case{}).by("clerk").does(correct_decision{});
    EXPECT_TRUE(d.last().common.deadlines_started.empty());
}

TEST(result, is_early_on_time_or_late_against_the_promise) {
    for (const auto& [time, expected] : {std::pair{"2017-06-07 09:00", events::timeliness::early},
                                         std::pair{"2017-06-08 09:00", events::timeliness::on_time},
                                         std::pair{"2017-06-09 09:00", events::timeliness::late}}) {
        desk d = an_issued_decision();
        d.at(time).does(return_result{});
        EXPECT_EQ(std::get<events::result_returned>(d.last().detail).against_promise, expected);
    }
}

TEST(a_closed_matter, is_taken_up_again_only_where_the_law_takes_back_what_was_granted) {
    const auto closed = [](const char* procedure) {
        desk d = an_accepted_dossier(procedure);
        d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
        if (std::string_view{procedure} == "coercion_cost_relief") {
            d.on_grounds({"low_income"});
        }
        d.by("officer-2").does(submit_draft{events::decision_outcome::grant});
        d.by("head").does(sign_decision{}).does(issue_decision{}).does(return_result{});
        d.does(close_case{});
        return d;
    };
    desk relief = closed("coercion_cost_relief");
    const auto no = relief.refuses(withdraw_decision{});
    EXPECT_EQ(no.rule, "states_ground_to_revoke");
    EXPECT_THAT(no.grounds,
                testing::ElementsAre(testing::Field(&possible_ground::code, "untrue_or_hidden")));
    relief.on_grounds({"untrue_or_hidden"}).does(withdraw_decision{});
    EXPECT_EQ(relief.state().at, status::in_examination);
    EXPECT_FALSE(relief.state().ended_at);
    // The law of a confirmation knows no such ground.
    desk other = closed("result_confirm");
    EXPECT_EQ(other.refuses(withdraw_decision{}).rule, "states_ground_to_revoke");
    // And before the end an error is ground enough, of relief as well.
    desk wrong = an_accepted_dossier("coercion_cost_relief");
    wrong.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    wrong.by("officer-2").on_grounds({"alone"}).does(submit_draft{events::decision_outcome::grant});
    wrong.by("head").does(sign_decision{}).does(issue_decision{}).does(withdraw_decision{});
    EXPECT_EQ(wrong.state().at, status::in_examination);
}

/// NĐ 152/2026/NĐ-CP art. 87.4, as NĐ 62/2015/NĐ-CP art. 44.4 before it.
TEST(a_closed_matter, of_july_2026_whose_relief_was_granted_on_untrue_grounds_is_taken_up_again) {
    desk d{"2026-07-06 08:00"};
    d.does(testing_support::filed_at_counter("coercion_cost_relief"));
    testing_support::accept_complete(d);
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    d.by("officer-2").on_grounds({"alone"}).does(submit_draft{events::decision_outcome::grant});
    d.by("head").does(sign_decision{}).does(issue_decision{}).does(return_result{});
    d.does(close_case{});
    EXPECT_EQ(d.refuses(withdraw_decision{}).rule, "states_ground_to_revoke");
    d.on_grounds({"untrue_or_hidden"}).does(withdraw_decision{});
    EXPECT_EQ(d.state().at, status::in_examination);
}

TEST(a_draft, grants_relief_or_another_officer_on_a_ground_of_the_law_only) {
    for (const auto& [procedure, ground] :
         {std::pair{"officer_change", "delay"}, std::pair{"coercion_cost_relief", "low_income"},
          std::pair{"fee_relief", "poor"}}) {
        desk d = an_accepted_dossier(procedure);
        d.does(hand_over{events::officer_id{"officer-2"}}).by("officer-2");
        d.does(begin_examination{});
        const submit_draft grants{events::decision_outcome::grant};
        const auto no = d.refuses(grants);
        EXPECT_EQ(no.rule, "grant_states_ground") << procedure;
        EXPECT_FALSE(no.grounds.empty()) << "the refusal says which grounds would do";
        EXPECT_EQ(d.on_grounds({"no_ground"}).refuses(grants).rule, "grant_states_ground");
        d.on_grounds({ground}).does(grants);
    }
    // Of a request the law lists on which ground it is refused, and none on which it is granted;
    // and of relief from the fee after 30/06/2026 nothing was read.
    desk request = an_accepted_dossier("enf_request");
    request.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    request.does(submit_draft{events::decision_outcome::grant});
    desk unseen{"2026-07-06 08:00"};
    unseen.does(testing_support::filed_at_counter("fee_relief"));
    auto acceptance = complete_dossier(unseen);
    acceptance.promised_at = office_time("2026-07-10 16:00");
    unseen.does(acceptance).does(hand_over{events::officer_id{"officer-2"}});
    unseen.does(begin_examination{}).does(submit_draft{events::decision_outcome::grant});
}

TEST(closing, waits_until_nothing_is_owed) {
    desk d = an_issued_decision();
    d.does(return_result{});
    EXPECT_EQ(d.refuses(close_case{}).rule, "nothing_is_owed");
    d.does(notify_party{"direct", events::office_date(d.now())}).does(close_case{});
    EXPECT_EQ(d.state().at, status::closed);
}

TEST(suspension, stops_what_the_law_lets_stand_still_and_resumption_moves_it_by_the_days_between) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_denunciation{events::channel::post, false}).does(accept_denunciation{});
    d.does(set_team{});
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-05-05 00:00"))
        << "60 days end on Saturday 30/04, a day off until 03/05";
    d.at("2022-03-10 08:00").on_grounds({"awaits_expert_opinion"});
    d.does(suspend_case{"expert_opinion"});
    EXPECT_TRUE(d.state().open_deadline("resolve")->paused());
    EXPECT_FALSE(d.state().open_deadline("notify")->paused()) << "no law says that this one may";
    d.at("2022-03-20 08:00").does(resume_case{});
    EXPECT_FALSE(d.state().open_deadline("resolve")->paused());
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-05-11 00:00"))
        << "ten days stood still";
}

TEST(suspension, stops_no_period_of_a_one_stop_dossier_since_no_law_lets_it) {
    desk d = an_accepted_dossier();
    d.does(hand_over{events::officer_id{"officer-2"}}).does(begin_examination{});
    const auto due = d.state().open_deadline("decide")->due;
    d.at("2017-06-02 08:00").does(suspend_case{"awaiting_other_body"});
    EXPECT_EQ(d.state().at, status::suspended);
    EXPECT_FALSE(d.state().open_deadline("decide")->paused());
    d.at("2017-06-12 08:00").does(resume_case{});
    EXPECT_EQ(d.state().open_deadline("decide")->due, due);
}

TEST(withdrawal, ends_the_case_and_what_it_owed) {
    desk d = an_accepted_dossier();
    d.does(withdraw_request{});
    EXPECT_EQ(d.state().at, status::withdrawn);
    for (const auto& one : d.state().deadlines) {
        EXPECT_FALSE(one.open()) << one.id;
    }
}

TEST(regime, of_a_case_is_that_of_the_minute_in_which_it_was_received) {
    const auto days_to_decide = [](std::string_view received) {
        desk d{received};
        d.does(testing_support::filed_at_counter("officer_change"));
        return d.state().open_deadline("decide_or_answer")->amount;
    };
    EXPECT_EQ(days_to_decide("2026-06-30 23:59"), 5);
    EXPECT_EQ(days_to_decide("2026-07-01 00:00"), 3);
    // Received before and complete after: what began later is still counted by the older law.
    desk d{"2026-06-30 23:59"};
    d.does(testing_support::filed_at_counter("coercion_cost_relief"));
    engine::accept_dossier complete;
    complete.papers =
        testing_support::all_papers("coercion_cost_relief", *events::date_from_text("2026-06-30"));
    complete.papers.emplace_back("alone_proof");
    d.at("2026-07-02 09:00").on_grounds({"alone"}).does(complete);
    EXPECT_EQ(d.state().open_deadline("decide")->amount, 5);
    EXPECT_THAT(d.state().open_deadline("decide")->source, testing::HasSubstr("62/2015"));
    desk later{"2026-07-01 00:00"};
    later.does(testing_support::filed_at_counter("coercion_cost_relief"));
    later.at("2026-07-02 09:00").on_grounds({"alone"}).does(complete);
    EXPECT_EQ(later.state().open_deadline("decide")->amount, 3);
    EXPECT_EQ(engine::default_rule_set().regime_on(*events::date_from_text("2026-06-30"))->id,
              "r3");
    EXPECT_EQ(engine::default_rule_set().regime_on(*events::date_from_text("2026-07-01"))->id,
              "r4");
}

TEST(versions, refuse_a_step_on_a_case_that_has_moved_on) {
    desk d = an_accepted_dossier();
    auto stale = d.command_of(hand_over{events::officer_id{"officer-2"}});
    stale.expected_version = 1;
    const auto outcome = decide(d.state(), stale, d.context());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, rejection_code::version_conflict);
}

TEST(versions, hold_where_nothing_but_an_e_mail_was_issued_since) {
    desk d = an_accepted_dossier();
    const auto seen = d.state().version;
    EXPECT_EQ(d.refuses(issue_mail{1}).rule, "mail_has_its_document");
    auto mail = d.command_of(issue_mail{1});
    mail.documents = {{events::sha256("x"), "outgoing_mail", "message/rfc822", 1}};
    mail.sealed = {{events::person_id{"p"}, std::string{events::outgoing_mail_part}, "box"}};
    const auto issued = decide(d.state(), mail, d.context());
    ASSERT_TRUE(issued);
    EXPECT_FALSE(issued->common.status_after);
    auto after = d.state();
    evolve(after, *issued, events::sha256("y"));
    EXPECT_EQ(after.version, seen + 1);
    auto next = d.command_of(hand_over{events::officer_id{"officer-2"}});
    for (const auto version : {seen, seen + 1}) {
        next.expected_version = version;
        EXPECT_TRUE(decide(after, next, d.context())) << version;
    }
    for (const auto version : {seen - 1, seen + 2}) {
        next.expected_version = version;
        const auto outcome = decide(after, next, d.context());
        ASSERT_FALSE(outcome) << version;
        EXPECT_EQ(outcome.error().code, rejection_code::version_conflict);
    }
}

TEST(calendar_limits, are_a_refusal_and_never_a_guess) {
    desk d{"2026-12-30 08:00"};
    EXPECT_EQ(d.refuses(testing_support::filed_at_counter("result_confirm")).code,
              rejection_code::outside_calendar);
}

TEST(alerts, rise_once_a_rung_and_end_with_the_step) {
    desk d = an_accepted_dossier();
    EXPECT_EQ(d.refuses(raise_alert{"decide", "overdue"}).rule, "rung_is_reached");
    d.at("2017-06-09 00:00").does(raise_alert{"decide", "overdue"});
    EXPECT_EQ(d.refuses(raise_alert{"decide", "overdue"}).rule, "alert_moves_so");
    d.does(acknowledge_alert{"decide", "overdue"}).does(escalate_alert{"decide", "overdue"});
    d.does(withdraw_request{});
    EXPECT_EQ(d.state().alerts.front().state, alert_status::resolved);
}

desk a_docketed_complaint(events::complaint_kind kind) {
    desk d;
    d.does(receive_complaint{events::channel::counter, kind, false}).does(docket_complaint{});
    return d;
}

TEST(complaint, runs_by_its_kind) {
    desk d = a_docketed_complaint(events::complaint_kind::before_measure);
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2017-06-17 00:00"));
    d = a_docketed_complaint(events::complaint_kind::account_freeze);
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2017-06-09 00:00"));
    d = a_docketed_complaint(events::complaint_kind::coercive_measure);
    EXPECT_EQ(d.state().open_deadline("resolve")->amount, 30);
}

TEST(complaint, goes_to_a_second_level_unless_it_is_about_a_security_measure) {
    desk d = a_docketed_complaint(events::complaint_kind::coercive_measure);
    d.does(resolve_complaint{}).does(send_resolution{});
    EXPECT_EQ(d.refuses(publish_resolution{}).rule, "second_complaint");
    d.does(lodge_second_complaint{}).by("head-above").does(docket_complaint{});
    EXPECT_EQ(d.state().open_deadline("resolve")->amount, 45);

    d = a_docketed_complaint(events::complaint_kind::account_freeze);
    d.does(resolve_complaint{}).does(send_resolution{});
    EXPECT_EQ(d.refuses(lodge_second_complaint{}).rule, "has_second_level");
}

TEST(complaint, of_the_second_level_is_judged_by_the_law_of_its_own_day) {
    const auto second = [](const char* first_received, const char* second_received) {
        desk d{first_received};
        d.does(
            receive_complaint{events::channel::counter, events::complaint_kind::coercive_measure});
        d.does(docket_complaint{}).does(resolve_complaint{}).does(send_resolution{});
        d.at(second_received).does(lodge_second_complaint{});
        return d;
    };
    const desk later = second("2022-02-10 08:00", "2022-02-22 08:00");
    ASSERT_NE(later.state().open_deadline("docket"), nullptr)
        << "ten days by the circular in force since 13/02/2022";
    EXPECT_EQ(later.state().open_deadline("docket")->amount, 10);
    const desk unseen = second("2026-06-22 08:00", "2026-07-03 08:00");
    EXPECT_EQ(unseen.state().open_deadline("docket"), nullptr) << "the law of 2025 was not seen";
}

TEST(complaint, is_extended_within_its_maximum) {
    desk d = a_docketed_complaint(events::complaint_kind::coercive_measure);
    d.does(begin_verification{});
    const auto due = d.state().open_deadline("resolve")->due;
    EXPECT_EQ(d.refuses(extend_period{"resolve", 31, "complex"}).rule, "extension_is_lawful");
    d.does(extend_period{"resolve", 30, "complex"});
    EXPECT_GT(d.state().open_deadline("resolve")->due, due);
    EXPECT_EQ(d.refuses(extend_period{"resolve", 1, "complex"}).rule, "extension_is_lawful");
    constexpr auto endless = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(d.refuses(extend_period{"resolve", endless, "complex"}).rule, "extension_is_lawful")
        << "no number of days comes out as few";
}

TEST(complaint, about_an_account_freeze_is_extended_by_days_of_the_calendar) {
    desk d{"2022-06-01 08:00"};
    d.does(receive_complaint{events::channel::counter, events::complaint_kind::account_freeze});
    d.does(docket_complaint{});
    ASSERT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-06-09 00:00"))
        << "five working days";
    EXPECT_EQ(d.refuses(extend_period{"resolve", 31, "complex"}).rule, "extension_is_lawful");
    d.does(extend_period{"resolve", 30, "complex"});
    EXPECT_EQ(d.state().open_deadline("resolve")->due, office_time("2022-07-09 00:00"))
        << "thirty days of the calendar after Wednesday 8 June: Friday 8 July";
    const auto again =
        engine::derive(engine::default_rule_set().calendar, *d.state().open_deadline("resolve"));
    EXPECT_EQ(again->due, d.state().open_deadline("resolve")->due) << "and so it is explained";
}

TEST(complaint, resolved_without_an_explanation_does_not_call_it_given_in_time) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_complaint{events::channel::counter, events::complaint_kind::coercive_measure});
    d.does(docket_complaint{}).does(request_explanation{"officer"});
    d.does(notify_party{"direct", events::office_date(d.now()),
                        events::notified_matter::explanation_request});
    ASSERT_NE(d.state().open_deadline("officer_explains"), nullptr);
    d.does(resolve_complaint{events::finding::wrong, "keep"});
    EXPECT_EQ(d.state().open_deadline("officer_explains"), nullptr);
    EXPECT_THAT(d.last().common.deadlines_lapsed, testing::Contains("officer_explains"));
    EXPECT_THAT(d.last().common.deadlines_met, testing::Not(testing::Contains("officer_explains")));
}

TEST(complaint, at_the_agency_above_has_the_periods_of_a_second_one) {
    desk d{"2022-03-01 08:00"};
    d.does(receive_complaint{events::channel::post, events::complaint_kind::coercive_measure, false,
                             events::instance::second});
    EXPECT_EQ(d.state().open_deadline("docket")->amount, 10);
    d.does(docket_complaint{});
    EXPECT_EQ(d.state().open_deadline("resolve")->amount, 45);
}

TEST(complaint, withdrawn_before_docketing_is_filed_away_and_after_it_terminated) {
    desk d;
    d.does(receive_complaint{events::channel::post, {}, false});
    d.does(withdraw_request{});
    EXPECT_EQ(d.state().at, status::filed_away);
    d = a_docketed_complaint(events::complaint_kind::before_measure);
    d.does(withdraw_request{}).does(terminate_case{"withdrawn"});
    EXPECT_EQ(d.state().at, status::terminated);
}

TEST(denunciation, that_is_repeated_is_reviewed_within_20_days_and_nothing_else_is_owed) {
    desk d{"2022-03-01 08:00"};
    d.on_grounds({"repeat"}).does(receive_denunciation{events::channel::post, false});
    ASSERT_EQ(d.state().deadlines.size(), 1U);
    EXPECT_EQ(d.state().deadlines.front().id, "repeat_review");
    EXPECT_EQ(engine::last_day_of(d.state().deadlines.front().due),
              events::date_from_text("2022-03-21"));
    d.on_grounds({}).does(accept_denunciation{});
    EXPECT_TRUE(d.state().deadlines.front().met);
    EXPECT_NE(d.state().open_deadline("resolve"), nullptr);
    // The law of before knows no such review: it is taken in like any other.
    desk before{"2018-06-01 08:00"};
    before.on_grounds({"repeat"}).does(receive_denunciation{events::channel::post, false});
    EXPECT_EQ(before.state().open_deadline("repeat_review"), nullptr);
}

TEST(denunciation, is_not_taken_by_mail_and_walks_to_its_end) {
    desk d;
    EXPECT_EQ(d.refuses(receive_denunciation{events::channel::email, false}).rule,
              "filed_not_mailed");
    d.does(receive_denunciation{events::channel::counter, false});
    d.does(accept_denunciation{}).does(notify_parties{});
    EXPECT_EQ(d.refuses(notify_parties{}).rule, "parties_not_told");
    EXPECT_EQ(d.state().open_deadline("resolve")->amount, 60);
    d.does(set_team{}).does(announce_team{}).does(end_verification{}).does(report_verification{});
    d.does(conclude_denunciation{}).does(send_conclusion{}).does(publish_conclusion{});
    d.does(handle_denunciation{}).does(close_case{});
    EXPECT_EQ(d.state().at, status::closed);
}

} // namespace
