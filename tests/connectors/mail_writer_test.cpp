#include "connectors/duties/mail_intake.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Under whose key a reply is sealed: erasing who wrote it erases it.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

const std::string attorney = "dai.dien@example.vn";

/// A request by e-mail of le.khoi@example.vn, for whom somebody else writes as well; its code.
std::string request_with_a_representative(api_desk& desk) {
    const auto taken = desk.on().intake().take(
        events::office_code{"96"},
        testing_support::source_file("tests/data/mail/02-request-no-judgment.eml"));
    desk.step(taken.code, "counter_officer", "check_mail",
              {{"outcome", "incomplete"},
               {"missing", {"judgment"}},
               {"persons", json::array({{{"part", "representative"},
                                         {"name", "Phạm Thị Đại"},
                                         {"email", attorney}}})}});
    return taken.code;
}

/// The person whose box of that part the case has.
std::string person_of(api_desk& desk, const std::string& code, const std::string& part) {
    const auto shown = desk.get("/v1/cases/" + code, "head").body;
    for (const auto& one : shown["persons"]) {
        if (one["part"] == part) {
            return one["person"];
        }
    }
    return {};
}

/// What is told of the mail in the newest step of the case.
json newest_mail(api_desk& desk, const std::string& code) {
    return desk.get("/v1/cases/" + code + "/history", "head")
        .body["items"]
        .back()["persons"]
        .front();
}

void reply(api_desk& desk, const std::string& code, const std::string& from,
           const std::string& text) {
    const auto taken =
        desk.on().intake().take(events::office_code{"96"}, "From: " + from + "\r\nSubject: Re: [" +
                                                               code + "]\r\n\r\n" + text + "\r\n");
    ASSERT_EQ(taken.outcome, events::mail_outcome::reply) << taken.why;
}

TEST(mail_writer, is_the_representative_where_the_representative_wrote) {
    api_desk desk;
    const auto code = request_with_a_representative(desk);
    reply(desk, code, "le.khoi@example.vn", "from the applicant");
    EXPECT_EQ(newest_mail(desk, code)["person"], person_of(desk, code, "applicant"));
    reply(desk, code, attorney, "from the attorney");
    const auto whom = person_of(desk, code, "representative");
    EXPECT_EQ(newest_mail(desk, code)["person"], whom);
    EXPECT_EQ(newest_mail(desk, code)["data"]["from_address"], attorney);

    desk.on().vault().destroy(events::person_id{whom});
    const auto history = desk.get("/v1/cases/" + code + "/history", "head").whole.body;
    EXPECT_THAT(history, Not(HasSubstr(attorney))) << "who was erased";
    EXPECT_THAT(history, Not(HasSubstr("from the attorney")));
    EXPECT_THAT(history, HasSubstr("from the applicant")) << "who was not";
}

TEST(mail_writer, is_who_wrote_a_mail_that_an_officer_took_into_the_case) {
    api_desk desk;
    const auto code = request_with_a_representative(desk);
    const std::string relative = "con.trai@example.vn";
    const auto waits = desk.on().intake().take(
        events::office_code{"96"}, "From: " + relative +
                                       "\r\nSubject: xin chao\r\nContent-Type: text/plain\r\n"
                                       "Content-Type: text/html\r\n\r\nx\r\n");
    ASSERT_EQ(waits.outcome, events::mail_outcome::ambiguous);
    const auto attached = desk.ask("POST /v1/cases/" + code + "/mail", "counter_officer",
                                   json{{"mail", waits.subject.str()}}.dump());
    ASSERT_EQ(attached.status, 200) << attached.whole.body;
    const std::string whom = newest_mail(desk, code)["person"];
    ASSERT_NE(whom, person_of(desk, code, "applicant"));
    reply(desk, code, relative, "from the relative");
    EXPECT_EQ(newest_mail(desk, code)["person"], whom);
    desk.on().vault().destroy(events::person_id{whom});
    EXPECT_THAT(desk.get("/v1/cases/" + code + "/history", "head").whole.body,
                Not(HasSubstr("from the relative")));
}

} // namespace
