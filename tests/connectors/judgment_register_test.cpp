#include "tests/support/api_desk.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// The register of judgments received, as Luật THADS 26/2008/QH12 Điều 29 has it.
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

const std::string judgments_of_2017 = "/v1/books/judgments_received?office=96&period=stat-2017";

/// A judgment of a court for a creditor against a debtor, with a paper beside it; its case code.
std::string a_judgment_from_court(api_desk& desk, const char* received_by = "counter") {
    const auto put = [&](const char* kind, const char* bytes) {
        return desk.ask(std::string{"POST /v1/offices/96/documents?kind="} + kind,
                        "counter_officer", bytes);
    };
    const auto judgment = put("judgment", "%PDF-1.4 the judgment").body;
    const auto minutes = put("asset_minutes", "%PDF-1.4 minutes").body;
    const json persons = {
        {{"part", "court"}, {"name", "Tòa án nhân dân thành phố Cà Mau"}},
        {{"part", "creditor"}, {"name", "Lê Thị Bưởi"}, {"address", "Số 12 Nguyễn Trãi"}},
        {{"part", "debtor"}, {"name", "Trần Văn Đượm"}, {"address", "Ấp 3 xã Tân Thành"}}};
    const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                {{"procedure", "ex_officio"},
                                 {"received_by", received_by},
                                 {"judgment", "12/2017/DS-ST"},
                                 {"judgment_date", "2017-04-20"},
                                 {"documents", {judgment, minutes}},
                                 {"persons", persons}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    return told.body.is_object() ? told.body.value("code", std::string{}) : std::string{};
}

TEST(the_register_of_judgments, says_what_the_law_has_it_say) {
    api_desk desk;
    const auto code = a_judgment_from_court(desk);
    const auto lines = desk.get(judgments_of_2017, "head").body["items"];
    ASSERT_EQ(lines.size(), 1U);
    const auto& line = lines[0];
    EXPECT_EQ(line["code"], code);
    EXPECT_EQ(line["day"], "2017-06-01");
    EXPECT_EQ(line["judgment"], "12/2017/DS-ST");
    EXPECT_EQ(line["judgment_date"], "2017-04-20");
    EXPECT_EQ(line["court"], "Tòa án nhân dân thành phố Cà Mau");
    ASSERT_EQ(line["parties"].size(), 2U) << "a court is no party";
    EXPECT_EQ(line["parties"][0]["part"], "creditor");
    EXPECT_EQ(line["parties"][1]["name"], "Trần Văn Đượm");
    EXPECT_EQ(line["parties"][1]["address"], "Ấp 3 xã Tân Thành");
    EXPECT_EQ(line["other_papers"], json::array({"asset_minutes"})) << "beside the judgment";

    const auto csv = desk.get(judgments_of_2017 + "&format=csv", "head").whole.body;
    EXPECT_THAT(csv, HasSubstr("Số bản án, quyết định"));
    EXPECT_THAT(csv, HasSubstr("12/2017/DS-ST,20/04/2017,Tòa án nhân dân thành phố Cà Mau"));
    EXPECT_THAT(csv, HasSubstr("Người được thi hành án: Lê Thị Bưởi, Số 12 Nguyễn Trãi; Người phải "
                               "thi hành án: Trần Văn Đượm, Ấp 3 xã Tân Thành"));
    const auto page = testing_support::words_of_pdf(
        desk.get(judgments_of_2017 + "&format=pdf&paper=a3", "head").whole.body);
    EXPECT_THAT(page, HasSubstr("12/2017/DS-ST"));
    EXPECT_THAT(page, HasSubstr("20/04/2017"));
}

/// NĐ 152/2026/NĐ-CP art. 7.4.
TEST(the_register_of_judgments, says_from_july_2026_on_in_which_way_each_came) {
    api_desk desk{"2026-06-30 09:00"};
    (void)a_judgment_from_court(desk, "post");
    desk.at("2026-07-02 09:00");
    (void)a_judgment_from_court(desk, "digital");
    const std::string book = "/v1/books/judgments_received?office=96&period=stat-2026";
    const auto lines = desk.get(book, "head").body["items"];
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_FALSE(lines[0].contains("received_by")) << "the law of that day does not ask for it";
    EXPECT_EQ(lines[1]["received_by"], "digital");
    const auto csv = desk.get(book + "&format=csv", "head").whole.body;
    EXPECT_THAT(csv, HasSubstr("02/07/2026, trên môi trường số"));
    EXPECT_THAT(csv, Not(HasSubstr("bưu chính")));
}

TEST(the_register_of_judgments, is_kept_without_what_is_sealed_once_it_is_closed) {
    api_desk desk;
    (void)a_judgment_from_court(desk);
    desk.at("2017-10-02 08:00");
    const std::string closing = "/v1/offices/96/closings/judgments_received/stat-2017";
    ASSERT_EQ(desk.give(closing, "head", json::object()).status, 200);
    const auto kept = desk.get(closing, "head");
    ASSERT_EQ(kept.body["lines"].size(), 1U);
    EXPECT_EQ(kept.body["lines"][0]["judgment"], "12/2017/DS-ST");
    EXPECT_EQ(kept.body["lines"][0]["judgment_date"], "2017-04-20");
    EXPECT_THAT(kept.whole.body, Not(HasSubstr("Đượm")));
}

TEST(the_register_of_judgments, leaves_the_other_registers_as_they_are) {
    api_desk desk;
    (void)a_judgment_from_court(desk);
    (void)desk.file_request();
    const auto lines =
        desk.get("/v1/books/requests_received?office=96&period=stat-2017", "head").body["items"];
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_FALSE(lines[0].contains("parties"));
    EXPECT_FALSE(lines[0].contains("judgment"));
}

} // namespace
