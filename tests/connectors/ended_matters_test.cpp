#include "connectors/duties/ended_matters.hpp"
#include "connectors/one_agency.hpp"
#include "tests/support/days.hpp"
#include "tests/support/decided_matter.hpp"
#include "tests/support/running_application.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

/// A matter ends by law with the confirmation that all is performed (Luật Thi hành án dân sự Điều
/// 52.1): the program records it, or somebody sees that it stays open.
namespace {

using nlohmann::json;
using testing_support::api_desk;

/// The duty, which remembers what it saw.
struct ending_duty {
    explicit ending_duty(api_desk& at)
        : desk(at), steps(at.on().node()), matters(at.on().store(), steps, at.on().rules()) {}

    std::size_t looks(std::size_t at_once = 1000) {
        return matters.look(desk.on().time().now(), {}, at_once);
    }

    api_desk& desk;
    connectors::program_steps steps;
    connectors::ended_matters matters;
};

std::size_t looks(api_desk& desk) { return ending_duty{desk}.looks(); }

json case_shown(api_desk& desk, const std::string& code) {
    return desk.get("/v1/cases/" + code, "head").body;
}

/// A request to confirm a result, in the hands of who drafts it.
std::string a_request_to_confirm(api_desk& desk) {
    auto code = desk.file_request("result_confirm");
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application"}}});
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(code, "enforcement_officer", "begin_examination");
    return code;
}

json confirming(const std::string& matter, const char* how_much) {
    return {{"proposal", "grant"}, {"matter", matter}, {"performed", how_much}};
}

std::string an_issued_confirmation(api_desk& desk, const std::string& matter) {
    auto code = a_request_to_confirm(desk);
    desk.step(code, "enforcement_officer", "submit_draft", confirming(matter, "whole"));
    desk.step(code, "head", "sign_decision");
    desk.step(code, "clerk", "issue_decision");
    return code;
}

std::string a_performed_matter(api_desk& desk) {
    auto code = testing_support::an_enforcement(desk, "ex_officio", json::array());
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 12'000'000}});
    return code;
}

TEST(a_matter_that_is_confirmed, ends_by_the_program_step_by_step) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    const auto confirmation = an_issued_confirmation(desk, matter);
    EXPECT_EQ(case_shown(desk, matter)["status"], "issued");
    EXPECT_EQ(looks(desk), 1U) << "first the matter";
    const auto ended = case_shown(desk, matter);
    EXPECT_EQ(ended["status"], "closed");
    EXPECT_EQ(ended["performed"], "whole");
    EXPECT_EQ(ended["performed_amount"], 12'000'000);
    const auto last = desk.get("/v1/cases/" + matter + "/history", "head").body["items"].back();
    EXPECT_EQ(last["type"], "enforcement_ended");
    EXPECT_EQ(last["detail"]["confirmation"], confirmation);
    EXPECT_EQ(last["role"], "system");
    EXPECT_EQ(looks(desk), 1U) << "then the confirmation";
    EXPECT_EQ(case_shown(desk, confirmation)["confirmed_matter"], matter);
    EXPECT_EQ(looks(desk), 0U) << "and never again";
    EXPECT_EQ(looks(desk), 0U);
}

TEST(steps_of_the_program, are_offered_to_those_only_whose_role_takes_them_too) {
    using testing::AllOf;
    using testing::Contains;
    using testing::Not;
    api_desk desk;
    const auto matter = testing_support::an_enforcement(desk, "ex_officio", json::array());
    const auto told = [&](const char* who, const char* which = "") {
        const auto next = desk.get("/v1/cases/" + matter + "/next" + which, who);
        EXPECT_EQ(next.status, 200) << next.whole.body;
        return next.each("command");
    };
    // Given a matter of which nothing is performed, nobody is told that it does not end by law yet
    for (const auto* who : {"enforcement_officer", "counter_officer"}) {
        EXPECT_THAT(told(who), AllOf(Not(Contains("end_enforcement")),
                                     Not(Contains("note_matter_end")), Contains("close_case")))
            << who;
        EXPECT_THAT(told(who, "?all=true"),
                    AllOf(Contains("end_enforcement"), Contains("note_matter_end")))
            << who;
    }
    // Who could take them is told why not yet: the head ends a matter too
    const auto steps = desk.get("/v1/cases/" + matter + "/next", "head").body["items"];
    for (const auto* command : {"end_enforcement", "note_matter_end"}) {
        const auto step =
            std::ranges::find_if(steps, [&](const json& one) { return one["command"] == command; });
        ASSERT_NE(step, steps.end()) << command;
        EXPECT_EQ((*step)["allowed"], false);
        EXPECT_NE(step->value("why", ""), "") << "what is still in the way";
    }
    EXPECT_THAT(told("counter_officer"), Contains("attach_reply")) << "a letter is hers to enter";
    EXPECT_THAT(told("head"), Not(Contains("attach_reply")))
        << "e-mails are taken in by themselves";
    // When it is performed, the head may end it on a confirmation from elsewhere
    desk.step(matter, "enforcement_officer", "record_performance", {{"extent", "whole"}});
    EXPECT_THAT(told("head"), Contains("end_enforcement"));
    EXPECT_THAT(told("enforcement_officer"), Not(Contains("end_enforcement")));
    EXPECT_EQ(desk.get("/v1/cases/" + matter + "/next?all=perhaps", "head").code(),
              "parameter_invalid");
}

TEST(a_matter_that_is_confirmed, and_was_closed_before_is_only_noted) {
    api_desk desk;
    const auto matter = testing_support::an_enforcement(desk, "ex_officio", json::array());
    desk.step(matter, "enforcement_officer", "notify_party",
              {{"way", "direct"}, {"valid_on", "2017-06-01"}});
    desk.step(matter, "enforcement_officer", "close_case");
    const auto confirmation = an_issued_confirmation(desk, matter);
    EXPECT_EQ(looks(desk), 1U);
    const auto last =
        desk.get("/v1/cases/" + confirmation + "/history", "head").body["items"].back();
    EXPECT_EQ(last["type"], "matter_end_noted");
    EXPECT_EQ(looks(desk), 0U);
}

TEST(a_matter_that_is_confirmed, but_does_not_say_so_any_more_stays_open_and_is_seen) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    const auto confirmation = an_issued_confirmation(desk, matter);
    // The record was wrong: a part is not performed
    desk.step(matter, "enforcement_officer", "record_performance",
              {{"extent", "part"}, {"amount", -2'000'000}});
    EXPECT_EQ(looks(desk), 0U);
    EXPECT_EQ(case_shown(desk, matter)["status"], "issued");
    desk.at("2017-06-02 09:00");
    const auto late = desk.get("/v1/deadlines?office=96&state=overdue", "supervisor");
    ASSERT_EQ(late.status, 200) << late.whole.body;
    EXPECT_THAT(late.each("deadline"), testing::Contains("end_matter"));
    // Once it says so again, it ends
    desk.step(matter, "enforcement_officer", "record_performance", {{"extent", "whole"}});
    EXPECT_EQ(looks(desk), 1U);
    EXPECT_EQ(case_shown(desk, matter)["status"], "closed");
}

/// The record of what was performed was wrong: a part is still owed.
void owe_a_part(api_desk& desk, const std::string& matter) {
    desk.step(matter, "enforcement_officer", "record_performance",
              {{"extent", "part"}, {"amount", -2'000'000}});
}

TEST(a_matter_that_is_confirmed, ends_however_many_lie_before_it_that_never_do) {
    api_desk desk;
    std::map<std::string, std::string> by_row; // confirmation's id -> matter
    for (int i = 0; i < 2; ++i) {
        const auto matter = a_performed_matter(desk);
        const auto confirmation = an_issued_confirmation(desk, matter);
        by_row[case_shown(desk, confirmation)["id"].get<std::string>()] = matter;
    }
    // Given that the first one of the list is stuck
    owe_a_part(desk, by_row.begin()->second);
    // When the duty takes one at a time, then it comes to the other all the same
    ending_duty duty{desk};
    EXPECT_EQ(duty.looks(1), 1U);
    EXPECT_EQ(case_shown(desk, by_row.begin()->second)["status"], "issued");
    EXPECT_EQ(case_shown(desk, by_row.rbegin()->second)["status"], "closed");
}

TEST(a_matter_that_is_confirmed, and_is_stuck_is_read_again_once_one_of_the_two_has_changed) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    an_issued_confirmation(desk, matter);
    owe_a_part(desk, matter);
    ending_duty duty{desk};
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(duty.looks(), 0U);
        EXPECT_EQ(duty.matters.read(), 1U);
    }
    desk.step(matter, "enforcement_officer", "record_performance", {{"extent", "whole"}});
    EXPECT_EQ(duty.looks(), 1U);
    EXPECT_EQ(duty.matters.read(), 2U);
}

TEST(a_matter_that_is_confirmed, ends_before_anybody_is_warned_that_it_has_not) {
    api_desk desk{"2017-06-01 09:00", {.duties = true}};
    const auto matter = a_performed_matter(desk);
    const auto confirmation = an_issued_confirmation(desk, matter);
    const auto told = [&](const char* type) {
        json out = json::array();
        const auto history = desk.get("/v1/cases/" + confirmation + "/history", "head");
        for (const auto& step : history.body["items"]) {
            if (step["type"] == type) {
                out.push_back(step["detail"]);
            }
        }
        return out;
    };
    ASSERT_TRUE(support::eventually([&] { return !told("matter_end_noted").empty(); }));
    for (const auto& alert : told("alert_raised")) {
        EXPECT_NE(alert["deadline"], "end_matter") << alert;
    }
}

TEST(one_agency, is_an_office_that_ended_and_who_has_its_work) {
    const auto& rules = engine::default_rule_set();
    const auto is_one = [&](const char* one, const char* other, const char* on) {
        return connectors::is_one_agency(rules, events::office_code{one},
                                         events::office_code{other}, testing_support::day(on));
    };
    EXPECT_FALSE(is_one("964", "96", "2025-06-30"));
    EXPECT_TRUE(is_one("964", "96", "2025-07-01"));
    EXPECT_TRUE(is_one("96", "964", "2025-07-01"));
    EXPECT_FALSE(is_one("964", "966", "2025-06-30"));
    EXPECT_TRUE(is_one("964", "966", "2025-07-01")) << "96 has the work of both";
    EXPECT_FALSE(is_one("964", "49", "2025-07-01"));
    EXPECT_TRUE(is_one("nobody's", "nobody's", "2025-07-01"));
    EXPECT_FALSE(is_one("nobody's", "96", "2025-07-01"));
}

/// A performed matter of a branch of 96, of whose staff everybody has the role of their name there.
std::string a_performed_matter_of_964(api_desk& desk) {
    for (const auto* name : {"counter_officer", "enforcement_officer", "head", "clerk"}) {
        connectors::grant_as_installation(desk.on(), name, *events::enum_of<events::role>(name),
                                          "964", false);
    }
    const auto told = desk.give(
        "/v1/offices/964/commands/receive_request", "counter_officer",
        {{"procedure", "ex_officio"}, {"received_by", "counter"}, {"persons", json::array()}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    auto code = told.body["code"].get<std::string>();
    testing_support::decide(desk, code);
    desk.step(code, "head", "assign_officer", {{"officer", "enforcement_officer"}});
    desk.step(code, "enforcement_officer", "open_enforcement_file");
    desk.step(code, "enforcement_officer", "record_performance",
              {{"extent", "whole"}, {"amount", 12'000'000}});
    return code;
}

TEST(a_matter_that_is_confirmed, may_be_of_an_office_that_has_ended) {
    api_desk desk{"2025-06-10 09:00"};
    const auto matter = a_performed_matter_of_964(desk);
    // Given that the office of the matter is no more, and 96 has its work
    desk.at("2025-07-02 09:00");
    const auto confirmation = an_issued_confirmation(desk, matter);
    EXPECT_EQ(case_shown(desk, confirmation)["confirmed_matter"], matter);
    // A node that has only the office of the confirmation leaves the matter to whose it is
    ending_duty duty{desk};
    const auto now = desk.on().time().now();
    const auto only = [](const char* office) {
        return [office](const events::office_code& one) { return one.str() == office; };
    };
    EXPECT_EQ(duty.matters.look(now, only("96")), 0U);
    EXPECT_EQ(duty.matters.look(now, only("964")), 1U);
    EXPECT_EQ(case_shown(desk, matter)["status"], "closed");
    EXPECT_EQ(duty.matters.look(now, only("964")), 0U);
    EXPECT_EQ(duty.matters.look(now, only("96")), 1U) << "then the confirmation";
    EXPECT_EQ(duty.looks(), 0U);
}

TEST(a_confirmation_of_a_matter, is_refused_where_the_matter_says_otherwise) {
    api_desk desk;
    const auto matter = testing_support::an_enforcement(desk, "ex_officio", json::array());
    const auto confirmation = a_request_to_confirm(desk);
    const auto drafted = [&](const std::string& about, const char* how_much) {
        return desk.give("/v1/cases/" + confirmation + "/commands/submit_draft",
                         "enforcement_officer", confirming(about, how_much));
    };
    const auto no = drafted(matter, "whole");
    EXPECT_EQ(no.status, 422) << no.whole.body;
    EXPECT_EQ(no.body["errors"][0]["pointer"], "/performed");
    EXPECT_EQ(drafted("no-such-case", "part").code(), "case_unknown");
    EXPECT_EQ(drafted(confirmation, "part").body["errors"][0]["pointer"], "/matter")
        << "it has no decision that is enforced";
    EXPECT_EQ(drafted(matter, "part").status, 200) << "that a part is performed is no end of it";
}

TEST(a_confirmation_of_a_matter, names_it_by_its_code_whatever_it_was_called) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    const auto id = case_shown(desk, matter)["id"].get<std::string>();
    const auto confirmation = an_issued_confirmation(desk, id);
    EXPECT_EQ(case_shown(desk, confirmation)["confirmed_matter"], matter);
    EXPECT_EQ(case_shown(desk, confirmation)["confirms"], "whole");
}

/// A command with this key.
testing_support::api_answer given_under(api_desk& desk, const char* key, const std::string& path,
                                        const char* as, const json& body) {
    connectors::http_headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", key);
    headers.add("If-Match", "*");
    return desk.ask("POST " + path, as, body.dump(), std::move(headers));
}

TEST(a_confirmation_of_a_matter, is_answered_as_before_when_it_is_sent_again) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    const auto confirmation = a_request_to_confirm(desk);
    const auto drafted = [&] {
        return given_under(desk, "a-draft", "/v1/cases/" + confirmation + "/commands/submit_draft",
                           "enforcement_officer", confirming(matter, "whole"));
    };
    ASSERT_EQ(drafted().status, 200);
    owe_a_part(desk, matter);
    const auto again = drafted();
    EXPECT_EQ(again.status, 200) << again.whole.body;
    EXPECT_EQ(again.body["repeated"], true);
}

TEST(a_matter_that_ended, says_that_its_confirmation_was_withdrawn_until_it_is_given_anew) {
    const auto given_anew = [](api_desk& desk, const std::string& confirmation,
                               const std::string& matter) {
        desk.step(confirmation, "enforcement_officer", "submit_draft", confirming(matter, "whole"));
        desk.step(confirmation, "head", "sign_decision");
        desk.step(confirmation, "clerk", "issue_decision");
    };
    for (const bool noted : {true, false}) {
        // Given a matter that ended by law, whether or not the confirmation's case says so yet
        api_desk desk;
        const auto matter = a_performed_matter(desk);
        const auto confirmation = an_issued_confirmation(desk, matter);
        EXPECT_EQ(looks(desk), 1U);
        if (noted) {
            EXPECT_EQ(looks(desk), 1U);
        }
        const auto told = [&] {
            return case_shown(desk, matter).value("withdrawn_confirmation", "");
        };
        EXPECT_EQ(told(), "");
        // When the confirmation is withdrawn
        desk.step(confirmation, "head", "withdraw_decision");
        // Then the matter stays as the law ended it, and says on what
        EXPECT_EQ(looks(desk), 0U);
        EXPECT_EQ(case_shown(desk, matter)["status"], "closed");
        EXPECT_EQ(told(), confirmation);
        EXPECT_FALSE(case_shown(desk, confirmation).contains("withdrawn_confirmation"));
        given_anew(desk, confirmation, matter);
        EXPECT_EQ(told(), "");
    }
}

TEST(a_matter_that_ended, on_the_number_of_a_paper_says_nothing_of_it) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    desk.step(matter, "head", "end_enforcement", {{"confirmation", "12/GXN-CTHADS"}});
    EXPECT_FALSE(case_shown(desk, matter).contains("withdrawn_confirmation"));
}

TEST(the_end_of_a_matter, is_noted_by_nobody_before_it_has_ended) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    const auto confirmation = an_issued_confirmation(desk, matter);
    const auto noted = [&] {
        return desk.give("/v1/cases/" + confirmation + "/commands/note_matter_end", "head",
                         json::object());
    };
    const auto no = noted();
    EXPECT_EQ(no.status, 422) << no.whole.body;
    EXPECT_EQ(no.body["errors"][0]["code"], "not_ended");
    EXPECT_EQ(looks(desk), 1U) << "the matter ends";
    EXPECT_EQ(noted().status, 200);
}

TEST(the_end_of_a_matter, names_no_confirmation_of_another_one) {
    api_desk desk;
    const auto matter = a_performed_matter(desk);
    const auto other = a_performed_matter(desk);
    const auto of_other = an_issued_confirmation(desk, other);
    const auto unissued = a_request_to_confirm(desk);
    desk.step(unissued, "enforcement_officer", "submit_draft", confirming(matter, "whole"));
    const auto ended_by = [&](const std::string& confirmation) {
        return desk.give("/v1/cases/" + matter + "/commands/end_enforcement", "head",
                         {{"confirmation", confirmation}});
    };
    for (const auto& wrong : {of_other, unissued, other}) {
        const auto no = ended_by(wrong);
        EXPECT_EQ(no.status, 422) << no.whole.body;
        EXPECT_EQ(no.body["errors"][0]["pointer"], "/confirmation");
    }
    const auto paper = ended_by("12/GXN-CTHADS");
    EXPECT_EQ(paper.status, 200) << "the number of a paper is not looked at: " << paper.whole.body;
}

} // namespace
