#include "connectors/mail/limits.hpp"
#include "events/digest.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::api_answer;
using testing_support::api_desk;

api_answer post_mail(api_desk& desk, const std::string& sample,
                     const std::string& as = "counter_officer") {
    connectors::http_headers headers;
    headers.add("Content-Type", "message/rfc822");
    return desk.ask("POST /v1/offices/96/mail?file=" + sample, as,
                    testing_support::source_file("tests/data/mail/" + sample), std::move(headers));
}

TEST(api_mail, says_what_became_of_each_mail) {
    api_desk desk;
    const auto first = post_mail(desk, "01-request-complete.eml");
    ASSERT_EQ(first.status, 200) << first.whole.body;
    EXPECT_EQ(first.body["file"], "01-request-complete.eml");
    EXPECT_EQ(first.body["outcome"], "new_case");
    EXPECT_EQ(first.body["case"], "HT96-170601-0001");
    EXPECT_EQ(first.body["sha256"].get<std::string>().size(), 64U);
    EXPECT_NE(first.body["reason"], "");
    const auto records = desk.records();
    EXPECT_EQ(post_mail(desk, "01-request-complete.eml").body["case"], first.body["case"]);
    EXPECT_EQ(desk.records(), records) << "the same mail again changes nothing";
    EXPECT_EQ(post_mail(desk, "11-duplicate-of-01.eml").body["outcome"], "duplicate");
    EXPECT_EQ(post_mail(desk, "10-auto-reply.eml").body["outcome"], "automatic");
    EXPECT_EQ(post_mail(desk, "12-broken-mime.eml").body["outcome"], "ambiguous");
}

TEST(api_mail, gives_its_reason_in_the_callers_language_and_as_a_code) {
    for (const auto& [language, reason] :
         {std::pair{"vi", "Tiêu đề nêu một mã hồ sơ không có ở đây."},
          std::pair{"en", "The subject names a case code that is not known here."}}) {
        api_desk desk;
        connectors::http_headers headers;
        headers.add("Accept-Language", language);
        const auto taken =
            desk.ask("POST /v1/offices/96/mail", "counter_officer",
                     "From: a@b.vn\r\nSubject: [HT96-170601-0002]\r\n\r\nx", std::move(headers));
        EXPECT_EQ(taken.body["reason"], reason);
        EXPECT_EQ(taken.body["reason_code"], "unknown_case_code");
    }
}

TEST(api_mail, is_taken_in_by_who_may_receive_mail_there_and_nobody_else) {
    api_desk desk;
    const auto before = desk.records();
    for (const auto* who : {"auditor", "clerk", "statistician", "elsewhere", "nobody"}) {
        EXPECT_EQ(post_mail(desk, "01-request-complete.eml", who).code(), "forbidden") << who;
    }
    connectors::http_headers as_json;
    as_json.add("Content-Type", "application/json");
    EXPECT_EQ(desk.ask("POST /v1/offices/96/mail", "counter_officer", "{}", as_json).code(),
              "media_type_unknown");
    EXPECT_EQ(desk.ask("POST /v1/offices/1234/mail", "counter_officer", "x").code(),
              "office_unknown");
    EXPECT_EQ(desk.records(), before);
}

TEST(api_mail, lists_what_waits_for_a_person_and_why) {
    api_desk desk;
    static_cast<void>(post_mail(desk, "01-request-complete.eml"));
    const auto broken = post_mail(desk, "12-broken-mime.eml");
    const auto waiting = desk.get("/v1/mail?office=96", "counter_officer");
    EXPECT_THAT(waiting.each("task"), ElementsAre("sort", "check")) << waiting.whole.body;
    const auto& odd = waiting.body["items"][0];
    EXPECT_EQ(odd["sha256"], broken.body["sha256"]);
    EXPECT_FALSE(odd["findings"].empty());
    EXPECT_NE(odd["reason"], "");
    const auto& good = waiting.body["items"][1];
    EXPECT_EQ(good["from_address"], "huong.ntd@example.vn");
    EXPECT_EQ(good["content_state"], "open");
    EXPECT_THAT(desk.get("/v1/mail?office=96&task=check", "counter_officer").each("task"),
                ElementsAre("check"));
    const auto sealed = desk.get("/v1/mail?office=96", "supervisor");
    EXPECT_EQ(sealed.body["items"][1]["content_state"], "sealed");
    EXPECT_THAT(sealed.whole.body, Not(HasSubstr("huong.ntd@example.vn")));

    const auto code = good["code"].get<std::string>();
    desk.step(code, "counter_officer", "check_mail", {{"outcome", "valid"}});
    EXPECT_THAT(desk.get("/v1/mail?office=96&task=check", "counter_officer").each("code"),
                IsEmpty());
}

TEST(api_mail, takes_an_empty_mail_in_for_a_person_to_see) {
    api_desk desk;
    const auto taken = desk.ask("POST /v1/offices/96/mail?file=empty.eml", "counter_officer");
    EXPECT_EQ(taken.body["outcome"], "ambiguous") << taken.whole.body;
    EXPECT_EQ(taken.body["sha256"], events::hex(events::sha256("")));
    const auto waiting = desk.get("/v1/mail?office=96", "counter_officer");
    EXPECT_THAT(waiting.body["items"][0]["findings"], Contains("not_a_message"));
}

TEST(api_mail, keeps_a_large_mail_whole_and_says_what_it_kept_of_a_huge_one) {
    api_desk desk;
    std::string mail = "From: a@b.vn\r\nSubject: x\r\n\r\n";
    mail.resize(40U * 1024 * 1024, 'x');
    const auto large = desk.ask("POST /v1/offices/96/mail", "counter_officer", mail);
    ASSERT_EQ(large.body["outcome"], "ambiguous") << large.whole.body;
    EXPECT_EQ(large.body["sha256"], events::hex(events::sha256(mail)));
    const auto kept = desk.get("/v1/documents/" + large.body["sha256"].get<std::string>() +
                                   "?case=" + large.body["case"].get<std::string>(),
                               "counter_officer");
    EXPECT_TRUE(kept.whole.body == mail);

    mail.resize(connectors::mail_limits::kept_bytes_max, 'y');
    const auto whole = events::hex(events::sha256(mail + "z"));
    const auto about = "?whole_sha256=" + whole + "&whole_bytes=" + std::to_string(mail.size() + 1);
    const auto huge = desk.ask("POST /v1/offices/96/mail" + about, "counter_officer", mail);
    EXPECT_EQ(huge.body["outcome"], "ambiguous") << huge.whole.body;
    EXPECT_EQ(huge.body["sha256"], whole);
    EXPECT_THAT(desk.get("/v1/mail?office=96", "counter_officer").whole.body,
                HasSubstr("kept_in_part"));
    const auto records = desk.records();
    EXPECT_EQ(desk.ask("POST /v1/offices/96/mail" + about, "counter_officer", mail).body["case"],
              huge.body["case"]);
    EXPECT_EQ(desk.records(), records);
    EXPECT_EQ(desk.ask("POST /v1/offices/96/mail" + about, "counter_officer", "x").code(),
              "parameter_invalid");
}

api_answer post_text(api_desk& desk, const std::string& from, const std::string& headers,
                     const std::string& text = "Tôi gửi bổ sung bản án.") {
    return desk.ask("POST /v1/offices/96/mail", "counter_officer",
                    "From: " + from + "\r\n" + headers +
                        "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n");
}

/// The case of a person who was told what is missing.
std::string guided_case(api_desk& desk) {
    const auto code = post_mail(desk, "02-request-no-judgment.eml").body["case"].get<std::string>();
    desk.step(code, "counter_officer", "check_mail",
              {{"outcome", "incomplete"}, {"missing", {"judgment"}}});
    desk.step(code, "counter_officer", "guide_by_mail");
    return code;
}

TEST(api_mail, is_checked_with_what_the_letter_to_the_person_needs) {
    api_desk desk;
    const auto code = post_mail(desk, "03-wrong-office.eml").body["case"].get<std::string>();
    const auto check = [&](const nlohmann::json& found) {
        static int keys = 0;
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", "check-" + std::to_string(++keys));
        headers.add("If-Match", "*");
        return desk.ask("POST /v1/cases/" + code + "/commands/check_mail", "counter_officer",
                        found.dump(), std::move(headers));
    };
    const auto before = desk.records();
    const auto nothing = check({{"outcome", "incomplete"}});
    EXPECT_EQ(nothing.status, 422) << nothing.whole.body;
    EXPECT_EQ(nothing.body["errors"][0]["pointer"], "/missing") << "a list of nothing to bring";
    const auto nowhere = check({{"outcome", "no_jurisdiction"}, {"competent_office", "zzz"}});
    EXPECT_EQ(nowhere.status, 422) << nowhere.whole.body;
    EXPECT_EQ(nowhere.body["errors"][0]["pointer"], "/competent_office");
    EXPECT_EQ(nowhere.body["errors"][0]["code"], "office_unknown");
    EXPECT_EQ(desk.records(), before);
    EXPECT_EQ(check({{"outcome", "no_jurisdiction"}, {"competent_office", "49"}}).status, 200);
    EXPECT_EQ(check({{"outcome", "incomplete"}, {"missing", {"judgment"}}}).status, 200);
}

TEST(api_mail, never_lets_a_stranger_answer_in_the_case_of_another) {
    api_desk desk;
    const auto code = guided_case(desk);
    const auto odd =
        post_text(desk, "Kẻ Lạ <stranger@evil.example>", "Subject: Re: [" + code + "] hello\r\n");
    EXPECT_EQ(odd.body["outcome"], "ambiguous");
    EXPECT_NE(odd.body["case"], code);
    EXPECT_EQ(desk.get("/v1/cases/" + code, "counter_officer").body["status"], "awaiting_reply");
    const auto waiting = desk.get("/v1/mail?office=96&task=sort", "counter_officer");
    ASSERT_EQ(waiting.body["items"].size(), 1U) << waiting.whole.body;
    const auto& item = waiting.body["items"][0];
    EXPECT_EQ(item["reason"], "sender_unknown");
    EXPECT_THAT(item["findings"], Contains("sender_unknown"));
    EXPECT_EQ(item["from_address"], "stranger@evil.example");
    EXPECT_EQ(item["may_belong_to"], code);
    EXPECT_FALSE(desk.get("/v1/mail?office=96&task=sort", "supervisor")
                     .body["items"][0]
                     .contains("may_belong_to"));
}

TEST(api_mail, shows_who_sent_a_reply_to_those_who_may_see_the_person) {
    api_desk desk;
    const auto code = guided_case(desk);
    const auto reply = post_text(desk, "\"Lê Khôi\" <LE.KHOI@example.vn>",
                                 "Subject: Re: [" + code + "] bổ sung\r\n");
    ASSERT_EQ(reply.body["outcome"], "reply") << reply.whole.body;
    const auto waiting = desk.get("/v1/mail?office=96&task=check", "counter_officer");
    ASSERT_EQ(waiting.body["items"].size(), 1U);
    EXPECT_EQ(waiting.body["items"][0]["from_address"], "le.khoi@example.vn");
    EXPECT_EQ(waiting.body["items"][0]["from_name"], "Lê Khôi");
    const auto path = "/v1/cases/" + code + "/history";
    const auto told = desk.get(path, "counter_officer").body["items"].back();
    EXPECT_EQ(told["persons"][0]["data"]["from_address"], "le.khoi@example.vn");
    EXPECT_THAT(desk.get(path, "supervisor").whole.body, Not(HasSubstr("le.khoi@example.vn")));
}

TEST(api_mail, is_taken_into_a_case_by_an_officer_who_knows_the_person_by_another_address) {
    api_desk desk;
    const auto code = guided_case(desk);
    const std::string second = "khoi.le@other.example";
    const auto about = "Subject: Re: [" + code + "] bổ sung\r\n";
    const auto item = post_text(desk, second, "Message-ID: <second@other>\r\n" + about)
                          .body["case"]
                          .get<std::string>();
    const auto attach = [&](const std::string& as, const std::string& mail) {
        return desk.ask("POST /v1/cases/" + code + "/mail", as,
                        nlohmann::json{{"mail", mail}}.dump());
    };
    for (const auto* who : {"auditor", "clerk", "supervisor", "elsewhere", "nobody"}) {
        EXPECT_EQ(attach(who, item).code(), "forbidden") << who;
    }
    EXPECT_EQ(attach("counter_officer", code).code(), "not_allowed_now") << "it is no mail";
    EXPECT_EQ(attach("counter_officer", "HT96-170601-0099").code(), "case_unknown");
    const auto done = attach("counter_officer", item);
    ASSERT_EQ(done.status, 200) << done.whole.body;
    EXPECT_EQ(done.body["code"], code);
    EXPECT_EQ(done.body["status"], "mail_received");
    EXPECT_EQ(desk.get("/v1/cases/" + item, "counter_officer").body["status"], "support_closed");
    const auto records = desk.records();
    EXPECT_EQ(attach("counter_officer", item).body["event"], done.body["event"]);
    EXPECT_EQ(desk.records(), records) << "asking again changes nothing";
    connectors::grant_as_installation(desk.on(), "a_colleague", events::role::counter_officer, "96",
                                      false);
    const auto by_another = attach("a_colleague", item);
    EXPECT_EQ(by_another.status, 200) << "whoever asks: " << by_another.whole.body;
    EXPECT_EQ(by_another.body["repeated"], true);
    EXPECT_EQ(by_another.body["event"], done.body["event"]);

    const auto step =
        desk.get("/v1/cases/" + code + "/history", "counter_officer").body["items"].back();
    EXPECT_EQ(step["type"], "reply_received");
    EXPECT_EQ(step["actor"], "counter_officer");
    EXPECT_EQ(step["persons"][0]["data"]["from_address"], second);
    const auto raw = desk.get(
        "/v1/documents/" + step["detail"]["mail"]["sha256"].get<std::string>() + "?case=" + code,
        "counter_officer");
    EXPECT_THAT(raw.whole.body, HasSubstr("From: " + second));
    // From now on the case knows the address, and an answer to that mail is one in the case.
    const auto next = post_text(desk, second, "Subject: x\r\nIn-Reply-To: <second@other>\r\n");
    EXPECT_EQ(next.body["outcome"], "reply") << next.whole.body;
    EXPECT_EQ(next.body["case"], code);
    EXPECT_EQ(post_text(desk, "a.third@other.example", about).body["outcome"], "ambiguous");
}

TEST(api_documents, give_the_raw_mail_to_who_may_see_the_persons_of_its_case) {
    api_desk desk;
    const auto taken = post_mail(desk, "01-request-complete.eml");
    const auto code = taken.body["case"].get<std::string>();
    const auto path = "/v1/documents/" + taken.body["sha256"].get<std::string>() + "?case=" + code;
    const auto raw = desk.get(path, "counter_officer");
    ASSERT_EQ(raw.status, 200) << raw.whole.body;
    EXPECT_EQ(raw.whole.body,
              testing_support::source_file("tests/data/mail/01-request-complete.eml"));
    EXPECT_EQ(raw.whole.content_type, "message/rfc822");
    EXPECT_THAT(raw.header("Content-Disposition"), HasSubstr("attachment"));
    EXPECT_EQ(raw.header("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(raw.header("Content-Security-Policy"), HasSubstr("sandbox"));
    for (const auto* who : {"supervisor", "statistician", "elsewhere", "nobody"}) {
        EXPECT_EQ(desk.get(path, who).code(), "forbidden") << who;
    }
}

TEST(api_documents, keep_who_denounces_from_all_but_the_few_who_handle_it) {
    api_desk desk;
    const auto taken = post_mail(desk, "07-denunciation.eml");
    const auto path = "/v1/documents/" + taken.body["sha256"].get<std::string>() +
                      "?case=" + taken.body["case"].get<std::string>();
    EXPECT_EQ(desk.get(path, "counter_officer").code(), "forbidden");
    EXPECT_EQ(desk.get(path, "head").status, 200);
}

TEST(api_documents, are_reached_through_a_case_that_names_them_only) {
    api_desk desk;
    const auto taken = post_mail(desk, "01-request-complete.eml");
    const auto sha = taken.body["sha256"].get<std::string>();
    const auto other = desk.file_request();
    EXPECT_EQ(desk.get("/v1/documents/" + sha + "?case=" + other, "counter_officer").code(),
              "not_found");
    EXPECT_EQ(desk.get("/v1/documents/" + sha, "counter_officer").code(), "parameter_invalid");
    EXPECT_EQ(desk.get("/v1/documents/..%2f..%2fvault.db?case=" + other, "counter_officer").code(),
              "not_found");
}

TEST(api_documents, are_put_first_and_named_by_a_command_then) {
    api_desk desk;
    const auto code = desk.file_request();
    const std::string paper = "%PDF-1.7 a judgment";
    const auto put =
        desk.ask("POST /v1/offices/96/documents?kind=judgment", "counter_officer", paper);
    ASSERT_EQ(put.status, 201) << put.whole.body;
    EXPECT_EQ(put.body["media_type"], "application/pdf");
    EXPECT_EQ(put.body["size_bytes"], paper.size());
    desk.step(code, "counter_officer", "attach_document",
              {{"documents", nlohmann::json::array({put.body})}});
    const auto read = desk.get(
        "/v1/documents/" + put.body["sha256"].get<std::string>() + "?case=" + code, "head");
    EXPECT_EQ(read.whole.body, paper);
    EXPECT_EQ(read.whole.content_type, "application/pdf");
}

TEST(api_documents, are_papers_by_their_content_whatever_is_said_of_them) {
    api_desk desk;
    connectors::http_headers says_pdf;
    says_pdf.add("Content-Type", "application/pdf");
    for (const std::string& bytes : {std::string{"MZ a program"}, std::string{"#!/bin/sh"},
                                     std::string{"<html><script>"}, std::string{}}) {
        EXPECT_EQ(
            desk.ask("POST /v1/offices/96/documents", "counter_officer", bytes, says_pdf).code(),
            "media_type_unknown")
            << bytes;
    }
    EXPECT_EQ(desk.ask("POST /v1/offices/96/documents", "auditor", "%PDF-").code(), "forbidden");
    EXPECT_EQ(desk.ask("POST /v1/offices/96/documents", "elsewhere", "%PDF-").code(), "forbidden");
}

TEST(api_documents, end_with_the_person_whom_they_name) {
    api_desk desk;
    const auto taken = post_mail(desk, "01-request-complete.eml");
    const auto code = taken.body["case"].get<std::string>();
    const auto person = desk.get("/v1/cases/" + code, "counter_officer")
                            .body["persons"][0]["person"]
                            .get<std::string>();
    desk.on().vault().destroy(events::person_id{person});
    const auto gone =
        desk.get("/v1/documents/" + taken.body["sha256"].get<std::string>() + "?case=" + code,
                 "counter_officer");
    EXPECT_EQ(gone.status, 410);
    EXPECT_EQ(gone.code(), "erased");
}

} // namespace
