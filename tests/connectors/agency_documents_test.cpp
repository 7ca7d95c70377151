#include "connectors/duties/deadline_watch.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/form_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What another agency sends about a case: it is watched until its sender is told, by a letter that
/// is addressed to that agency.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing_support::api_desk;
using testing_support::words_of;

const json from_the_court{{"sender", "000.00.05.H12"}, {"number", "12/CV-TA"}};

json answered(const char* outcome, json more = json::object()) {
    json out = from_the_court;
    out["outcome"] = outcome;
    out.update(more);
    return out;
}

TEST(a_document_of_another_agency, is_owed_an_answer_that_day_and_watched) {
    api_desk desk{"2021-06-04 16:30"};
    const auto code = desk.file_request();
    json what = from_the_court;
    what["dated"] = "2021-06-03";
    desk.step(code, "clerk", "receive_agency_document", what);
    desk.at("2021-06-05 08:00");
    connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                             desk.on().time().now());
    const auto alerts = desk.get("/v1/alerts?office=96", "head").body["items"];
    ASSERT_EQ(alerts.size(), 1U) << alerts;
    EXPECT_EQ(alerts[0]["deadline"], "acknowledge_document");
    EXPECT_EQ(alerts[0]["rung"], "overdue");
    EXPECT_EQ(alerts[0]["act_by"], "clerk");
    // Who does not work at the post desk neither takes it in nor answers
    EXPECT_EQ(desk.give("/v1/cases/" + code + "/commands/answer_agency_document",
                        "enforcement_officer", answered("received"))
                  .status,
              403);
    desk.step(code, "clerk", "answer_agency_document", answered("received"));
    EXPECT_TRUE(desk.get("/v1/alerts?office=96", "head").body["items"].empty());
    const auto page =
        desk.get("/v1/cases/" + code + "/documents/agency_document_receipt.txt", "clerk");
    ASSERT_EQ(page.status, 200) << page.whole.body;
    for (const auto* part : {"Kính gửi: 000.00.05.H12", "đã nhận được văn bản điện tử số 12/CV-TA",
                             "03 tháng 6 năm 2021", "khoản 2 Điều 21 Nghị định số 30/2020/NĐ-CP"}) {
        EXPECT_THAT(words_of(page.whole.body), HasSubstr(part));
    }
}

TEST(a_document_of_another_agency, that_was_sent_to_the_wrong_one_goes_back_with_the_reason) {
    api_desk desk{"2021-06-04 09:00"};
    const auto code = desk.file_request();
    json from_964{{"sender", "964"}, {"number", "7/CV-CCTHADS"}};
    desk.step(code, "clerk", "receive_agency_document", from_964);
    from_964["outcome"] = "returned";
    EXPECT_EQ(desk.give("/v1/cases/" + code + "/commands/answer_agency_document", "clerk", from_964)
                  .body.value("rule", ""),
              "return_needs_reason");
    from_964["reason"] = "wrong_recipient";
    desk.step(code, "clerk", "answer_agency_document", from_964);
    const auto page =
        words_of(desk.get("/v1/cases/" + code + "/documents/agency_document_receipt.txt", "clerk")
                     .whole.body);
    EXPECT_THAT(page, HasSubstr("Kính gửi: Chi cục Thi hành án dân sự thành phố Cà Mau"));
    EXPECT_THAT(page, HasSubstr("trả lại văn bản điện tử số 7/CV-CCTHADS"));
    EXPECT_THAT(page, HasSubstr("Lý do: gửi sai nơi nhận."));
}

} // namespace
