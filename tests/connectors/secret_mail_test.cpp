#include "connectors/duties/mail_intake.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

/// Who denounces is known to the few who handle denunciations (Luật Tố cáo 25/2018/QH14 Điều 9),
/// by whatever way the mail came and whatever became of it.
namespace {

using events::mail_outcome;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

connectors::intake_result sent_to_96(api_desk& desk, const std::string& from,
                                     const std::string& headers, const std::string& text = "x") {
    return desk.on().intake().take(events::office_code{"96"},
                                   "From: " + from + "\r\n" + headers + "\r\n" + text + "\r\n");
}

/// Neither the sender nor the raw mail is for those who see the persons of ordinary cases. `from`:
/// what tells who it was.
void expect_secret(api_desk& desk, const connectors::intake_result& mail, const std::string& from) {
    const auto shown = "/v1/cases/" + mail.subject.str();
    const auto raw = "/v1/documents/" + events::hex(mail.sha256) + "?case=" + mail.subject.str();
    EXPECT_THAT(desk.get(shown, "counter_officer").whole.body, Not(HasSubstr(from)));
    EXPECT_THAT(desk.get(shown, "head").whole.body, HasSubstr(from));
    EXPECT_EQ(desk.get(raw, "counter_officer").code(), "forbidden");
    EXPECT_EQ(desk.get(raw, "head").status, 200);
    EXPECT_THAT(desk.get("/v1/mail?office=96", "counter_officer").whole.body, Not(HasSubstr(from)));
}

TEST(secret_mail, keeps_who_names_a_denunciation_beside_something_else) {
    api_desk desk;
    const auto both = sent_to_96(desk, "an.danh@example.vn",
                                 "Subject: Đơn khiếu nại, tố cáo chấp hành viên A\r\n");
    ASSERT_EQ(both.outcome, mail_outcome::new_case);
    expect_secret(desk, both, "an.danh@example.vn");
}

TEST(secret_mail, goes_into_no_ordinary_case_while_it_may_be_a_denunciation) {
    api_desk desk;
    const auto request = desk.on().intake().take(
        events::office_code{"96"},
        testing_support::source_file("tests/data/mail/02-request-no-judgment.eml"));
    const auto odd = sent_to_96(desk, "an.danh@example.vn",
                                "Subject: [" + request.code + "] Khiếu nại và tố cáo\r\n");
    ASSERT_EQ(odd.outcome, mail_outcome::ambiguous);
    expect_secret(desk, odd, "an.danh@example.vn");
    const auto refused = desk.ask("POST /v1/cases/" + request.code + "/mail", "counter_officer",
                                  nlohmann::json{{"mail", odd.subject.str()}}.dump());
    EXPECT_EQ(refused.code(), "not_allowed_now") << refused.whole.body;
    EXPECT_EQ(refused.body["rule"], "denouncer_stays_secret");
}

/// A denunciation by e-mail, `<a7@mail.example.vn>` of an.danh@example.vn.
connectors::intake_result denounced(api_desk& desk) {
    return desk.on().intake().take(
        events::office_code{"96"},
        testing_support::source_file("tests/data/mail/07-denunciation.eml"));
}

TEST(secret_mail, keeps_an_answer_of_a_denouncer_that_a_person_must_read_first) {
    api_desk desk;
    static_cast<void>(denounced(desk));
    const auto twice = sent_to_96(desk, "an.danh@example.vn",
                                  "Subject: Re: hello\r\nIn-Reply-To: <a7@mail.example.vn>\r\n"
                                  "Content-Type: text/plain\r\nContent-Type: text/html\r\n");
    ASSERT_EQ(twice.why, "duplicate_header");
    expect_secret(desk, twice, "an.danh@example.vn");
    const auto referred = sent_to_96(desk, "an.danh@example.vn",
                                     "Subject: y\r\nReferences: <a7@mail.example.vn>\r\n"
                                     "Content-Type: text/plain\r\nContent-Type: text/html\r\n",
                                     "y");
    ASSERT_EQ(referred.why, "duplicate_header");
    expect_secret(desk, referred, "an.danh@example.vn");
}

TEST(secret_mail, keeps_an_answer_that_names_another_case_too) {
    api_desk desk;
    const auto secret = denounced(desk);
    const auto request = desk.on().intake().take(
        events::office_code{"96"},
        testing_support::source_file("tests/data/mail/02-request-no-judgment.eml"));
    const auto odd = sent_to_96(desk, "an.danh@example.vn",
                                "Subject: Re: [" + secret.code + "] [" + request.code + "]\r\n");
    ASSERT_EQ(odd.why, "points_to_several_cases");
    expect_secret(desk, odd, "an.danh@example.vn");
    const auto dismissed = desk.give("/v1/cases/" + odd.subject.str() + "/commands/dismiss_mail",
                                     "counter_officer", {{"reason", "read"}});
    ASSERT_LT(dismissed.status, 300) << dismissed.whole.body;
    expect_secret(desk, odd, "an.danh@example.vn");
}

TEST(secret_mail, keeps_who_wrote_what_an_officer_takes_into_a_denunciation) {
    api_desk desk;
    const auto secret = denounced(desk);
    const auto other = sent_to_96(desk, "hop.thu.khac@example.vn",
                                  "Subject: xin chao\r\n"
                                  "Content-Type: text/plain\r\nContent-Type: text/html\r\n");
    ASSERT_EQ(other.outcome, mail_outcome::ambiguous);
    const auto history = "/v1/cases/" + other.subject.str() + "/history";
    ASSERT_THAT(desk.get(history, "counter_officer").whole.body,
                HasSubstr("hop.thu.khac@example.vn"))
        << "nobody knows yet what it is about";
    const auto attach = [&] {
        return desk.ask("POST /v1/cases/" + secret.code + "/mail", "counter_officer",
                        nlohmann::json{{"mail", other.subject.str()}}.dump());
    };
    const auto attached = attach();
    ASSERT_EQ(attached.status, 200) << attached.whole.body;
    expect_secret(desk, other, "hop.thu.khac@example.vn");
    EXPECT_THAT(desk.get(history, "counter_officer").whole.body,
                Not(HasSubstr("hop.thu.khac@example.vn")));
    const auto records = desk.records();
    EXPECT_EQ(attach().body["event"], attached.body["event"]);
    EXPECT_EQ(desk.records(), records) << "asking again changes nothing";
}

TEST(secret_mail, keeps_who_wrote_what_came_before_the_case_became_a_denunciation) {
    api_desk desk;
    const std::string subject = "Subject: x\r\n";
    const std::string text = "Toi co mot viec chi xin noi rieng voi thu truong.";
    const auto first = sent_to_96(desk, "an.danh@example.vn", subject, text);
    ASSERT_EQ(first.outcome, mail_outcome::new_case);
    const auto copy =
        sent_to_96(desk, "an.danh@example.vn", "X-Sent-Again: yes\r\n" + subject, text);
    ASSERT_EQ(copy.outcome, mail_outcome::duplicate);
    const auto other = sent_to_96(desk, "hop.thu.khac@example.vn",
                                  "Subject: xin chao\r\n"
                                  "Content-Type: text/plain\r\nContent-Type: text/html\r\n");
    ASSERT_EQ(other.outcome, mail_outcome::ambiguous);
    const auto attached = desk.ask("POST /v1/cases/" + first.code + "/mail", "counter_officer",
                                   nlohmann::json{{"mail", other.subject.str()}}.dump());
    ASSERT_EQ(attached.status, 200) << attached.whole.body;

    // Two streams of their own, beside that of the case.
    const auto noted = desk.get("/v1/cases?office=96&status=noted", "head").each("id");
    ASSERT_EQ(noted.size(), 1U);
    auto apart = copy;
    apart.subject = events::case_id{noted.front()};
    const std::vector<std::pair<connectors::intake_result, std::string>> written{
        {apart, "chi xin noi rieng"}, {other, "hop.thu.khac@example.vn"}};
    for (const auto& [mail, told] : written) {
        EXPECT_THAT(desk.get("/v1/cases/" + mail.subject.str(), "counter_officer").whole.body,
                    HasSubstr(told))
            << "nobody knows yet what it is about";
    }
    desk.step(first.code, "counter_officer", "choose_procedure", {{"procedure", "denunciation"}});
    for (const auto& [mail, told] : written) {
        expect_secret(desk, mail, told);
        EXPECT_THAT(
            desk.get("/v1/cases/" + mail.subject.str() + "/history", "counter_officer").whole.body,
            Not(HasSubstr(told)));
    }
}

TEST(secret_mail, keeps_what_programs_send_about_a_denunciation) {
    api_desk desk;
    static_cast<void>(denounced(desk));
    const auto away = sent_to_96(desk, "an.danh@example.vn",
                                 "Subject: away\r\nAuto-Submitted: auto-replied\r\n"
                                 "In-Reply-To: <a7@mail.example.vn>\r\n");
    ASSERT_EQ(away.outcome, mail_outcome::automatic);
    expect_secret(desk, away, "an.danh@example.vn");
    const auto returned =
        sent_to_96(desk, "mailer-daemon@example.vn",
                   "Subject: returned\r\nContent-Type: multipart/report; boundary=b\r\n",
                   "--b\r\nContent-Type: text/plain\r\n\r\nto an.danh@example.vn\r\n"
                   "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <a7@mail.example.vn>\r\n"
                   "To: an.danh@example.vn\r\n\r\nx\r\n--b--\r\n");
    ASSERT_EQ(returned.outcome, mail_outcome::automatic);
    expect_secret(desk, returned, "mailer-daemon@example.vn");
    // Which no case is led to: the person filled in a form of a web page.
    const auto form = sent_to_96(desk, "bieu.mau@example.vn",
                                 "Subject: =?utf-8?q?Bi=E1=BB=83u_m=E1=BA=ABu?=\r\n"
                                 "Content-Type: text/plain; charset=utf-8\r\n"
                                 "Auto-Submitted: auto-generated\r\n",
                                 "Tôi tố cáo chấp hành viên A");
    ASSERT_EQ(form.outcome, mail_outcome::automatic);
    expect_secret(desk, form, "bieu.mau@example.vn");
    const auto ordinary = sent_to_96(desk, "khoi.le@example.vn",
                                     "Subject: away too\r\nAuto-Submitted: auto-replied\r\n");
    EXPECT_THAT(desk.get("/v1/cases/" + ordinary.subject.str(), "counter_officer").whole.body,
                HasSubstr("khoi.le@example.vn"))
        << "what leads to no denunciation is not secret";
}

} // namespace
