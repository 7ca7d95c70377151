#include "connectors/documents/mail_page.hpp"
#include "connectors/documents/pdf.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

json somebody(const char* part) {
    return {{"part", part}, {"name", "Lê Thị Bưởi"}, {"email", "thu@example.vn"}};
}

std::string a_request(api_desk& desk) {
    const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                {{"procedure", "enf_request"},
                                 {"received_by", "counter"},
                                 {"persons", json::array({somebody("applicant")})}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "counter_officer", "request_supplement",
              {{"missing", {"judgment"}}, {"grounds", {"incomplete"}}});
    return code;
}

void send_letters(api_desk& desk) {
    auto& on = desk.on();
    connectors::outgoing_mail{on.log(),
                              on.store(),
                              on.node(),
                              on.vault(),
                              on.documents(),
                              on.rules(),
                              desk.folder() / "data" / "outbox"}
        .send_new();
}

TEST(a_sent_mail, is_named_by_the_step_that_says_it) {
    api_desk desk;
    const auto code = a_request(desk);
    const auto mails = desk.get("/v1/cases/" + code + "/mail", "counter_officer").body["items"];
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0]["step"], 2);
    EXPECT_EQ(mails[0]["type"], "supplement_requested");
    EXPECT_EQ(mails[0]["to"], "thu@example.vn");
    EXPECT_THAT(mails[0]["message_id"].get<std::string>(),
                HasSubstr(mails[0]["event"].get<std::string>()));
    EXPECT_EQ(mails[0]["in_outbox"], false);
}

TEST(a_sent_mail, comes_as_a_page_with_the_same_bytes_whenever_it_is_asked_for) {
    api_desk desk;
    const auto code = a_request(desk);
    const auto path = "/v1/cases/" + code + "/mail/2";
    const auto text = desk.get(path + ".txt", "counter_officer");
    ASSERT_EQ(text.status, 200) << text.whole.body;
    for (const auto* part :
         {"Người gửi: Cục Thi hành án dân sự", "Người nhận: Lê Thị Bưởi <thu@example.vn>",
          "Ngày gửi: 09 giờ 00 phút", "Tiêu đề: [", "Mã thư: ", "Kính gửi Ông/Bà Lê Thị Bưởi"}) {
        EXPECT_THAT(text.whole.body, HasSubstr(part));
    }
    const auto page = desk.get(path + ".pdf", "counter_officer");
    EXPECT_EQ(page.whole.content_type, "application/pdf");
    EXPECT_THAT(page.whole.body, testing::StartsWith("%PDF-"));
    desk.at("2017-06-20 10:00");
    desk.step(code, "counter_officer", "receive_supplement");
    EXPECT_EQ(desk.get(path + ".pdf", "counter_officer").whole.body, page.whole.body);
}

TEST(a_sent_mail, is_not_there_for_steps_that_tell_nothing_and_hidden_from_who_may_not_read) {
    api_desk desk;
    const auto code = a_request(desk);
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/mail/1.pdf", "counter_officer").code(), "not_found");
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/mail/99.pdf", "counter_officer").code(),
              "not_found");
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/mail/two.pdf", "counter_officer").code(),
              "not_found");
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/mail/2.eml", "counter_officer").code(), "not_found");
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/mail/2.pdf", "statistician").code(), "forbidden");
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/mail", "statistician").code(), "forbidden");
}

TEST(a_sent_mail, is_hidden_from_who_acts_above_the_office_and_may_not_know_its_persons) {
    api_desk desk;
    connectors::grant_as_installation(desk.on(), "above", events::role::supervisor, "*", true);
    const auto code = a_request(desk);
    for (const auto* path : {"/mail", "/mail/2.txt", "/mail/2.pdf"}) {
        const auto told = desk.get("/v1/cases/" + code + path, "above");
        EXPECT_EQ(told.code(), "forbidden") << path << told.whole.body;
    }
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/documents", "above").status, 200)
        << "the letter of who presses is among its papers";
}

TEST(a_sent_mail, ends_with_the_person_to_whom_it_went) {
    api_desk desk;
    const auto code = a_request(desk);
    const auto path = "/v1/cases/" + code + "/mail/2.pdf";
    ASSERT_EQ(desk.get(path, "counter_officer").status, 200);
    const auto person = desk.get("/v1/cases/" + code, "counter_officer").body["persons"][0];
    desk.on().vault().destroy(events::person_id{person["person"].get<std::string>()});
    EXPECT_EQ(desk.get(path, "counter_officer").code(), "not_found");
    EXPECT_TRUE(desk.get("/v1/cases/" + code + "/mail", "counter_officer").body["items"].empty());
}

TEST(a_sent_mail, is_what_lies_in_the_outbox) {
    api_desk desk;
    const auto code = a_request(desk);
    send_letters(desk);
    const auto mails = desk.get("/v1/cases/" + code + "/mail", "counter_officer").body["items"];
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0]["in_outbox"], true);
}

TEST(a_mail_page, has_a_paragraph_for_each_of_the_mail_and_no_head_of_the_state) {
    connectors::outgoing_message mail;
    mail.from_name = "Cục Thi hành án dân sự tỉnh Cà Mau";
    mail.from_address = "camau@example.vn";
    mail.to_address = "thu@example.vn";
    mail.subject = "Hẹn trả kết quả";
    mail.date = testing_support::office_time("2017-06-05 08:30");
    mail.message_id = "1@96.motcua.invalid";
    mail.text = "Kính gửi Ông/Bà,\n\nDòng một\nDòng hai\n\n\nTrân trọng.\n";
    const auto page = connectors::mail_page(mail);
    EXPECT_TRUE(page.header.issuer.empty());
    std::vector<std::string> last;
    for (const auto& block : page.blocks) {
        last.push_back(block.text);
    }
    last.erase(last.begin(), last.end() - 3);
    EXPECT_THAT(last,
                testing::ElementsAre("Kính gửi Ông/Bà,", "Dòng một\nDòng hai", "Trân trọng."));
    EXPECT_EQ(page.blocks.size(), page.rows.size());
    EXPECT_EQ(connectors::to_pdf(page, mail.from_name, mail.date),
              connectors::to_pdf(page, mail.from_name, mail.date));
    // Two paragraphs more take more bytes: what is written reaches the page.
    auto longer = mail;
    longer.text += "\n\nMột đoạn nữa để trang dài hơn trước.";
    EXPECT_NE(connectors::to_pdf(connectors::mail_page(longer), mail.from_name, mail.date),
              connectors::to_pdf(page, mail.from_name, mail.date));
}

} // namespace
