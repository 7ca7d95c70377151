#include "tests/support/api_desk.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What the one-stop desk hands over to those who examine it, day by day (Danh sách bàn giao hồ
/// sơ).
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

/// Two sets from Lê Thị Bưởi, accepted; its code.
std::string a_request_at_the_desk(api_desk& desk) {
    const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                {{"procedure", "enf_request"},
                                 {"received_by", "counter"},
                                 {"persons", json::array({{{"part", "applicant"},
                                                           {"name", "Lê Thị Bưởi"},
                                                           {"address", "Phường 5, Cà Mau"},
                                                           {"phone", "0912345678"}}})}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    auto code = told.body["code"].get<std::string>();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"},
               {"papers", {"application", "judgment"}},
               {"sets", 2},
               {"promised_at", "2017-06-08T03:00:00.000Z"}});
    return code;
}

const std::string list_of_first_of_june =
    "/v1/books/hand_over_list?office=96&period=2017-06-01..2017-06-01";

TEST(the_hand_over_list, says_what_went_from_the_desk_to_whom_and_when) {
    // Given one dossier that is handed over on 1 June, one on the day after, and one that waits
    api_desk desk{"2017-06-01 09:00"};
    const auto today = a_request_at_the_desk(desk);
    const auto tomorrow = a_request_at_the_desk(desk);
    const auto waiting = a_request_at_the_desk(desk);
    desk.at("2017-06-01 10:15");
    desk.step(today, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.at("2017-06-02 08:00");
    desk.step(tomorrow, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    // Then the list of the day has the first alone
    const auto lines = desk.get(list_of_first_of_june, "head").body["items"];
    ASSERT_EQ(lines.size(), 1U) << waiting << lines;
    const auto& line = lines[0];
    EXPECT_EQ(line["code"], today);
    EXPECT_EQ(line["sets"], 2);
    EXPECT_EQ(line["person"], "Lê Thị Bưởi");
    EXPECT_EQ(line["phone"], "0912345678");
    EXPECT_EQ(line["promised_at"], "2017-06-08T03:00:00.000Z");
    EXPECT_EQ(line["handed_at"].get<std::string>().substr(0, 17), "2017-06-01T03:15:");
    EXPECT_EQ(line["handed_by"], "counter_officer");
    EXPECT_EQ(line["handed_to"], "enforcement_officer");
    EXPECT_FALSE(line.contains("decision_number")) << line;
    // And as a table its eleven columns
    const auto csv = desk.get(list_of_first_of_june + "&format=csv", "head").whole.body;
    EXPECT_THAT(csv,
                HasSubstr("TT,Mã hồ sơ,Nội dung hồ sơ,Số lượng (bộ),\"Họ tên, địa chỉ, số điện "
                          "thoại chủ hồ sơ\",Nhận hồ sơ,Hẹn trả kết quả,Ngày nhận kết "
                          "quả,Bên giao ký,Bên nhận ký,Ghi chú\r\n"));
    EXPECT_THAT(csv, HasSubstr(",2,\"Lê Thị Bưởi; Phường 5, Cà Mau; 0912345678\",01/06/2017,"
                               "08/06/2017,,"));
    EXPECT_THAT(csv, HasSubstr("Bàn giao 10:15 ngày 01/06/2017."));
    for (const auto& printed :
         {testing_support::words_of_xlsx(
              desk.get(list_of_first_of_june + "&format=xlsx", "head").whole.body),
          testing_support::words_of_pdf(
              desk.get(list_of_first_of_june + "&format=pdf&paper=a3", "head").whole.body)}) {
        EXPECT_THAT(printed, HasSubstr("DANH SÁCH BÀN GIAO HỒ SƠ"));
        EXPECT_THAT(printed, HasSubstr("Ngày 01/06/2017"));
        EXPECT_THAT(printed, HasSubstr("Cộng: 1 hồ sơ."));
    }
    EXPECT_THAT(testing_support::words_of_pdf(
                    desk.get(list_of_first_of_june + "&format=pdf&paper=a3", "head").whole.body),
                HasSubstr("BÊN NHẬN"))
        << "on paper both sides sign";
    // And the statistics count the same
    const auto counted =
        desk.get("/v1/statistics?office=96&period=2017-06-01..2017-06-01", "statistician").body;
    EXPECT_EQ(counted["total"]["figures"]["handed_over"], 1) << counted;
    // And closed, it keeps who gave it to whom, and nobody who filed
    desk.at("2017-07-03 08:00");
    const std::string closing = "/v1/offices/96/closings/hand_over_list/2017-06";
    ASSERT_EQ(desk.give(closing, "head", json::object()).status, 200);
    const auto kept = desk.get(closing, "head");
    ASSERT_EQ(kept.body["lines"].size(), 2U);
    EXPECT_EQ(kept.body["lines"][0]["handed_to"], "enforcement_officer");
    EXPECT_THAT(kept.whole.body, Not(HasSubstr("Lê Thị")));
}

TEST(the_hand_over_list, keeps_a_day_that_was_moved_struck_through) {
    api_desk desk{"2017-06-01 09:00"};
    const auto before = a_request_at_the_desk(desk);
    const auto after = a_request_at_the_desk(desk);
    const json later = {{"promised_at", "2017-06-20T02:00:00Z"}, {"reason", "workload"}};
    desk.step(before, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(before, "head", "apologise", later);
    desk.step(after, "head", "apologise", later);
    desk.step(after, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    const auto lines = desk.get(list_of_first_of_june, "head").body["items"];
    EXPECT_EQ(lines.size(), 2U);
    for (const auto& line : lines) {
        EXPECT_EQ(line["promised_at"], "2017-06-20T02:00:00.000Z");
        if (line["code"] == before) {
            EXPECT_EQ(line["promised_before"], "08/06/2017");
            EXPECT_EQ(line["note"], "Ngày hẹn trả kết quả: đã sửa đổi, bổ sung ngày 01/06/2017.");
        } else {
            EXPECT_FALSE(line.contains("promised_before")) << "the line had the new day: " << line;
        }
    }
}

} // namespace
