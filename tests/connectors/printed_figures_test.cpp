#include "connectors/books/book.hpp"
#include "connectors/reports/one_stop.hpp"
#include "tests/support/decided_matter.hpp"
#include "tests/support/printed.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

/// What is printed says what is on screen: figures, lines and what is struck through.
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::api_desk;
using testing_support::printed_cell;

/// At office 96 in June 2017: a request returned, one of which the promised day was moved from
/// 08/06 to 20/06, one that waits at the desk, and one of another procedure.
struct printing_office {
    api_desk desk{"2017-06-01 08:30"};
    std::string returned = desk.file_request();
    std::string moved = desk.file_request("result_confirm");
    std::string waiting = desk.file_request();
    std::string other = desk.file_request("fee_relief");

    printing_office() {
        accept(returned, {"application", "judgment"});
        accept(moved, {"application"});
        accept(other, {"application"}, {"no_ground"});
        desk.step(returned, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
        testing_support::decide(desk, returned);
        desk.at("2017-06-08 09:00");
        desk.step(returned, "counter_officer", "return_result", {{"by", "at_counter"}});
        desk.step(moved, "head", "apologise",
                  {{"promised_at", "2017-06-20T02:00:00Z"},
                   {"reason", "stated"},
                   {"words", "Khối lượng công việc lớn"}});
        desk.at("2017-10-02 08:00");
    }
    void accept(const std::string& code, const std::vector<std::string>& handed_in,
                const std::vector<std::string>& grounds = {}) {
        desk.step(code, "counter_officer", "accept_dossier",
                  {{"result_by", "at_counter"}, {"papers", handed_in}, {"grounds", grounds}});
    }
    [[nodiscard]] std::string file(const std::string& target) {
        const auto told = desk.get(target, "head");
        EXPECT_EQ(told.status, 200) << target << told.whole.body;
        return told.whole.body;
    }
};

const std::string report_of_2017 = "/v1/reports/one-stop?office=96&period=stat-2017";
const std::string register_of_2017 = "/v1/register?office=96&year=2017";

std::string name_of_figure(std::size_t place) {
    return std::string{events::name_of(static_cast<connectors::report_figure>(place))};
}

/// The figures of a row of the table, by the label at the head of their column.
std::map<std::string, std::string> labelled(const std::vector<printed_cell>& head,
                                            const std::vector<printed_cell>& row) {
    std::map<std::string, std::string> out;
    for (std::size_t i = 0; i < row.size(); ++i) {
        out[head.at(i).text] = row[i].text;
    }
    return out;
}

void expect_figures(std::map<std::string, std::string> printed, const json& figures) {
    for (std::size_t i = 0; i < connectors::report_figures; ++i) {
        const std::string label{label_of(static_cast<connectors::report_figure>(i))};
        EXPECT_EQ(printed[label], figures[name_of_figure(i)].dump()) << label;
    }
}

/// Where the columns are named, below the titles of the sheet.
std::size_t head_of_table(const std::vector<std::vector<printed_cell>>& rows) {
    const auto names_columns = [](const auto& row) {
        return std::ranges::any_of(row, [](const auto& cell) { return cell.text == "Mã thủ tục"; });
    };
    return static_cast<std::size_t>(std::ranges::find_if(rows, names_columns) - rows.begin());
}

TEST(a_printed_report, has_the_figures_of_the_screen_in_the_spreadsheet) {
    printing_office office;
    const auto told = office.desk.get(report_of_2017, "head").body;
    const auto rows = testing_support::rows_of_xlsx(office.file(report_of_2017 + "&format=xlsx"));
    ASSERT_EQ(told["rows"].size(), 3U);
    const auto at = head_of_table(rows);
    ASSERT_LE(at + 1 + 3 + 1, rows.size()) << "the head, the rows and the total";
    const auto& head = rows[at];
    for (std::size_t i = 0; i < 3; ++i) {
        const auto printed = labelled(head, rows[at + 1 + i]);
        const auto& row = told["rows"][i];
        EXPECT_EQ(printed.at("Mã cơ quan"), "96");
        EXPECT_EQ(row["procedure"], printed.at("Mã thủ tục"));
        expect_figures(printed, row["figures"]);
    }
    const auto total = labelled(head, rows[at + 4]);
    expect_figures(total, told["total"]["figures"]);
    EXPECT_EQ(told["total"]["on_time_share"], 10'000);
    EXPECT_EQ(total.at("Tỷ lệ trước hạn và đúng hạn"), "100,00%");
    EXPECT_EQ(total.at("Tiếp nhận trong kỳ"), "4");
    EXPECT_EQ(total.at("Trả đúng hạn"), "1");
}

TEST(a_printed_report, has_the_corrections_of_the_screen_in_the_spreadsheet) {
    printing_office office;
    const auto reported = office.desk.give("/v1/offices/96/closings/one_stop_report/stat-2017-m12",
                                           "head", json::object());
    ASSERT_EQ(reported.status, 200) << reported.whole.body;
    const auto late = office.desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                       {{"procedure", "enf_request"},
                                        {"received_by", "post"},
                                        {"happened_at", "2017-09-28T02:00:00Z"}});
    ASSERT_EQ(late.status, 201) << late.whole.body;
    const auto corrections = office.desk.get(report_of_2017, "head").body["corrections"];
    ASSERT_FALSE(corrections.empty());
    std::map<std::string, std::string> labels;
    for (std::size_t i = 0; i < connectors::report_figures; ++i) {
        labels[name_of_figure(i)] = label_of(static_cast<connectors::report_figure>(i));
    }
    std::vector<std::string> said;
    for (const auto& row :
         testing_support::rows_of_xlsx(office.file(report_of_2017 + "&format=xlsx"))) {
        if (!row.empty() && row.front().text.starts_with("Điều chỉnh số liệu")) {
            said.push_back(row.front().text);
        }
    }
    ASSERT_EQ(said.size(), corrections.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
        const auto& one = corrections[i];
        EXPECT_THAT(said[i], HasSubstr("kỳ " + one["period"].get<std::string>()));
        EXPECT_THAT(said[i], HasSubstr(labels[one["figure"].get<std::string>()] + ": đã báo cáo " +
                                       one["as_reported"].dump() + ", nay là " +
                                       one["as_known_now"].dump() + "."));
    }
}

/// The rows of the printed report: label, figures of each procedure and the total.
struct printed_figure {
    std::string label;
    std::vector<std::string> counts;
};

std::map<std::size_t, printed_figure> figures_on(const std::vector<std::string>& lines) {
    const std::regex shape{R"(^\s*(\d+)\s+(\S.*?\S)((?:\s+\d+)+)\s*$)"};
    std::map<std::size_t, printed_figure> out;
    for (const auto& line : lines) {
        std::smatch found;
        if (!std::regex_match(line, found, shape)) {
            continue;
        }
        auto& one = out[std::stoul(found[1])];
        one.label = found[2];
        std::istringstream counts{found[3]};
        for (std::string count; counts >> count;) {
            one.counts.push_back(count);
        }
    }
    return out;
}

TEST(a_printed_report, has_the_figures_of_the_screen_on_paper) {
    printing_office office;
    const auto told = office.desk.get(report_of_2017, "head").body;
    const auto printed = figures_on(
        testing_support::lines_of_pdf(office.file(report_of_2017 + "&format=pdf&paper=a3")));
    ASSERT_EQ(printed.size(), connectors::report_figures);
    for (std::size_t i = 0; i < connectors::report_figures; ++i) {
        const auto& one = printed.at(i + 1);
        EXPECT_EQ(one.label, label_of(static_cast<connectors::report_figure>(i)));
        std::vector<std::string> expected;
        for (const auto& row : told["rows"]) {
            expected.push_back(row["figures"][name_of_figure(i)].dump());
        }
        expected.push_back(told["total"]["figures"][name_of_figure(i)].dump());
        EXPECT_EQ(one.counts, expected) << one.label;
    }
}

/// dd/mm/yyyy at the office, of a member that may be absent.
std::string printed_day(const json& line, const char* member) {
    return connectors::day_text(line.contains(member)
                                    ? events::instant_from_text(line[member].get<std::string>())
                                    : std::nullopt);
}

TEST(the_printed_register, has_the_lines_of_the_screen_in_the_spreadsheet) {
    printing_office office;
    const auto lines = office.desk.get(register_of_2017, "head").body["items"];
    ASSERT_EQ(lines.size(), 3U);
    std::map<std::string, std::vector<printed_cell>> by_code;
    for (auto& row :
         testing_support::rows_of_xlsx(office.file(register_of_2017 + "&format=xlsx"))) {
        if (row.size() == 12 && row[1].text.starts_with("000.")) {
            EXPECT_TRUE(by_code.emplace(row[1].text, row).second) << "one line twice";
        }
    }
    ASSERT_EQ(by_code.size(), lines.size());
    for (const auto& line : lines) {
        SCOPED_TRACE(line.dump());
        const auto& row = by_code[line["code"].get<std::string>()];
        ASSERT_EQ(row.size(), 12U);
        EXPECT_EQ(line["text"], row[0].text);
        EXPECT_EQ(line["procedure_name"], row[2].text);
        EXPECT_EQ(row[3].text, line.value("applicant", ""));
        EXPECT_EQ(row[6].text, printed_day(line, "received_at"));
        EXPECT_EQ(row[7].text, printed_day(line, "promised_at"));
        EXPECT_EQ(row[7].struck, line.value("promised_before", ""));
        EXPECT_EQ(row[8].text, printed_day(line, "returned_at"));
        EXPECT_EQ(row[11].text, line.value("note", ""));
    }
}

TEST(the_printed_register, draws_a_line_through_what_was_corrected_and_through_nothing_else) {
    printing_office office;
    std::vector<std::string> struck;
    for (const auto& row :
         testing_support::rows_of_xlsx(office.file(register_of_2017 + "&format=xlsx"))) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].struck.empty()) {
                EXPECT_EQ(row[1].text, office.moved);
                EXPECT_EQ(row[i].text, "20/06/2017");
                struck.push_back(row[i].struck);
            }
        }
    }
    EXPECT_THAT(struck, ElementsAre("08/06/2017"));
    EXPECT_THAT(testing_support::struck_words_of_pdf(
                    office.file(register_of_2017 + "&format=pdf&paper=a3")),
                ElementsAre("08/06/2017"));
}

TEST(the_printed_register, is_closed_by_the_half_year) {
    printing_office office;
    const std::string closing = "/v1/offices/96/closings/follow_up_register/2017-h1";
    ASSERT_EQ(office.desk.give(closing, "head", json::object()).status, 200);
    EXPECT_EQ(office.desk.get(closing, "head").body["lines"].size(), 3U);
    const auto page =
        testing_support::words_of_pdf(office.file(register_of_2017 + "&format=pdf&paper=a3"));
    EXPECT_THAT(page, HasSubstr("Cộng 6 tháng năm 2017: 3 hồ sơ; đã trả 1"));
    EXPECT_THAT(page,
                testing::ContainsRegex("Cộng 6 tháng năm 2017[^.]*\\. Đã kết sổ ngày 02/10/2017"));
    EXPECT_THAT(page,
                testing::Not(testing::ContainsRegex("Cộng quý II năm 2017[^.]*\\. Đã kết sổ")))
        << "another part, closed by itself";
}

TEST(the_printed_register, of_the_sector_is_closed_by_the_first_six_months_of_its_year) {
    api_desk desk{"2018-01-15 09:00"};
    const auto code = desk.file_request();
    const std::string closing = "/v1/offices/96/closings/requests_received/stat-2018-m6";
    EXPECT_EQ(desk.give(closing, "head", json::object()).code(), "rule_not_met")
        << "the half year is not over";
    desk.at("2018-04-02 08:00");
    ASSERT_EQ(desk.give(closing, "head", json::object()).status, 200);
    const auto kept = desk.get(closing, "head").body;
    ASSERT_EQ(kept["lines"].size(), 1U) << kept;
    EXPECT_EQ(kept["lines"][0]["code"], code);
    // What comes into another half year is no line of this one, and changes nothing of it.
    desk.at("2018-04-03 09:00");
    (void)desk.file_request();
    EXPECT_EQ(desk.get(closing, "head").body, kept);
    const auto book = desk.get(
        "/v1/books/requests_received?office=96&period=stat-2018&format=pdf&paper=a3", "head");
    EXPECT_THAT(testing_support::words_of_pdf(book.whole.body),
                HasSubstr("Cộng 6 tháng năm 2018 (01/10/2017 đến 31/03/2018): 1 vụ việc. Đã kết sổ "
                          "ngày 02/04/2018"));
}

} // namespace
