#include "connectors/duties/ended_matters.hpp"
#include "tests/support/decided_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// A matter ends by law with the confirmation that all is performed (Luật Thi hành án dân sự Điều
/// 52.1): the program records it, or somebody sees that it stays open.
namespace {

using nlohmann::json;
using testing_support::api_desk;

std::size_t looks(api_desk& desk) {
    return connectors::end_confirmed_matters(desk.on().store(), desk.on().node());
}

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

} // namespace
