#include "connectors/api/figure_labels.hpp"
#include "connectors/csv_read.hpp"
#include "engine/fees/money.hpp"
#include "tests/support/decided_matter.hpp"
#include "tests/support/printed.hpp"
#include "tests/support/tools.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <sstream>
#include <tuple>

/// The statistics leave in every format with the same figures, are closed like a report, and say
/// afterwards what was reported otherwise.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::api_desk;

/// A column of statistics, whichever they are: its code, and what it is called.
struct told_column {
    std::string id;
    std::string label;
};

std::vector<told_column> told_columns(const json& report) {
    std::vector<told_column> out;
    for (const auto& one : report["columns"]) {
        out.push_back({one.contains("id") ? one["id"] : one["figure"], one["label"]});
    }
    if (report["total"].contains("amount")) {
        out.push_back({"amount", "Số tiền thi hành được (đồng)"});
    }
    return out;
}

/// -1 where the line has no such figure.
std::int64_t told_count(const json& line, const std::string& figure) {
    const auto& where = line["figures"].contains(figure) ? line["figures"] : line;
    const auto found = where.find(figure);
    return found == where.end() || !found->is_number_integer() ? -1 : found->get<std::int64_t>();
}

/// Figures of the first half of the statistics year 2018, asked on a day of it.
struct counting_office {
    api_desk desk{"2017-11-01 08:30"};
    std::string matter;

    counting_office() {
        desk.file_request();
        desk.file_request("fee_relief");
        file_by_post("2017-11-01T01:20:00Z");
        matter = testing_support::an_enforcement(desk, "ex_officio", json::array());
        const auto part = testing_support::an_enforcement(desk, "ex_officio", json::array());
        desk.step(part, "enforcement_officer", "record_performance",
                  {{"extent", "part"}, {"amount", 2'000'000}});
    }
    void file_by_post(const char* happened_at) {
        const auto told = desk.give(
            "/v1/offices/96/commands/receive_request", "counter_officer",
            {{"procedure", "enf_request"}, {"received_by", "post"}, {"happened_at", happened_at}});
        EXPECT_EQ(told.status, 201) << told.whole.body;
    }
    json ask(const std::string& path, const std::string& period) {
        const auto told = desk.get(path + "?office=96&period=" + period, "head");
        EXPECT_EQ(told.status, 200) << told.whole.body;
        return told.body;
    }
    testing_support::api_answer close(const std::string& book, const std::string& period) {
        return desk.give("/v1/offices/96/closings/" + book + "/" + period, "head", json::object());
    }
};

void expect_csv_of(const std::string& csv, const json& report) {
    EXPECT_THAT(csv, testing::StartsWith("\xEF\xBB\xBF"));
    const auto rows = connectors::read_csv(csv);
    ASSERT_EQ(rows.size(), report["rows"].size() + 2) << "the codes, the rows and the total";
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto& line = i + 1 == rows.size() ? report["total"] : report["rows"][i - 1];
        std::size_t found = 0;
        for (std::size_t column = 0; column < rows[i].cells.size(); ++column) {
            const auto& code = rows[0].cells.at(column);
            if (const auto count = told_count(line, code); count >= 0) {
                EXPECT_EQ(rows[i].cells[column], std::to_string(count)) << code;
                ++found;
            }
        }
        EXPECT_EQ(found, told_columns(report).size());
    }
}

void expect_lines_of(const std::string& text, const json& report) {
    std::istringstream lines{text};
    json rows = json::array();
    for (std::string line; std::getline(lines, line);) {
        rows.push_back(json::parse(line));
    }
    EXPECT_EQ(rows, report["rows"]);
}

using sheet_line = std::map<std::string, std::string>; ///< cells by the head of their column

/// Of the table in a spreadsheet, below its titles.
std::vector<sheet_line> lines_of_sheet(const std::string& bytes) {
    std::vector<sheet_line> out;
    std::vector<std::string> head;
    for (const auto& row : testing_support::rows_of_xlsx(bytes)) {
        if (head.empty() &&
            std::ranges::none_of(row, [](const auto& cell) { return cell.text == "Mã thủ tục"; })) {
            continue;
        }
        if (head.empty()) {
            std::ranges::transform(row, std::back_inserter(head),
                                   [](const auto& cell) { return cell.text; });
            continue;
        }
        auto& line = out.emplace_back();
        for (std::size_t i = 0; i < head.size(); ++i) {
            line[head[i]] = i < row.size() ? row[i].text : "";
        }
    }
    return out;
}

std::string channel_told(const json& row) {
    const auto by = events::enum_of<events::channel>(row.value("channel", ""));
    return by ? connectors::api::label_of(*by).vi : "";
}

void expect_counts(const sheet_line& printed, const json& report, const json& line) {
    for (const auto& column : told_columns(report)) {
        const auto cell = printed.find(column.label);
        ASSERT_NE(cell, printed.end()) << column.label;
        EXPECT_EQ(cell->second, std::to_string(told_count(line, column.id)))
            << column.label << line;
    }
}

/// Each row by its procedure and channel, so that rows which change places with their figures, or
/// figures that change places between rows, are told apart.
void expect_sheet_of(const std::string& bytes, const json& report) {
    const auto lines = lines_of_sheet(bytes);
    for (const auto& row : report["rows"]) {
        const auto is_it = [&](const sheet_line& one) {
            const auto channel = one.find("Hình thức");
            return one.at("Mã thủ tục") == row["procedure"].get<std::string>() &&
                   (channel == one.end() || channel->second == channel_told(row));
        };
        ASSERT_EQ(std::ranges::count_if(lines, is_it), 1) << row;
        expect_counts(*std::ranges::find_if(lines, is_it), report, row);
    }
    const auto total = std::ranges::find_if(lines, [](const sheet_line& one) {
        return std::ranges::any_of(one,
                                   [](const auto& cell) { return cell.second == "Tổng cộng"; });
    });
    ASSERT_NE(total, lines.end());
    expect_counts(*total, report, report["total"]);
}

std::string as_printed(const std::string& figure, std::int64_t count) {
    return figure == "amount" ? engine::grouped_text(count) : std::to_string(count);
}

/// A line for each figure: of each procedure, all its rows together, and the total.
void expect_page_of(const std::string& bytes, const json& report) {
    const auto words = testing_support::words_of_pdf(bytes);
    std::vector<std::string> procedures;
    for (const auto& row : report["rows"]) {
        const auto procedure = row["procedure"].get<std::string>();
        if (std::ranges::count(procedures, procedure) == 0) {
            procedures.push_back(procedure);
        }
    }
    std::size_t number = 0;
    for (const auto& column : told_columns(report)) {
        auto line = fmt::format("{} {}", ++number, column.label);
        for (const auto& procedure : procedures) {
            std::int64_t sum = 0;
            for (const auto& row : report["rows"]) {
                sum += row["procedure"] == procedure ? told_count(row, column.id) : 0;
            }
            line += " " + as_printed(column.id, sum);
        }
        line += " " + as_printed(column.id, told_count(report["total"], column.id)) + " ";
        EXPECT_THAT(words, HasSubstr(line));
    }
}

void expect_one_answer_in_all_formats(api_desk& desk, const std::string& path) {
    const auto report = desk.get(path, "head").body;
    ASSERT_FALSE(report["rows"].empty());
    const auto as = [&](const std::string& format) {
        const auto told = desk.get(path + "&format=" + format, "head");
        EXPECT_EQ(told.status, 200) << format << told.whole.body;
        EXPECT_THAT(told.header("Content-Disposition"), HasSubstr("stat-2018-m6."));
        EXPECT_EQ(desk.get(path + "&format=" + format, "head").whole.body, told.whole.body)
            << format << " is not reproducible";
        return told.whole.body;
    };
    expect_csv_of(as("csv"), report);
    expect_lines_of(as("jsonl"), report);
    expect_sheet_of(as("xlsx"), report);
    expect_page_of(as("pdf&paper=a3"), report);
    EXPECT_EQ(desk.get(path + "&format=docx", "head").code(), "parameter_invalid");
}

TEST(statistics, have_the_same_figures_on_screen_and_in_every_file) {
    counting_office office;
    const std::string path = "/v1/statistics?office=96&period=stat-2018-m6";
    expect_one_answer_in_all_formats(office.desk, path);
    const auto channels = office.desk.get(path, "head").body;
    EXPECT_EQ(channels["total"]["figures"]["received"], 5);
    EXPECT_EQ(channels["rows"].size(), 4U) << "two channels of one procedure stand apart";
}

TEST(the_statistics_of_enforcement, have_the_same_figures_on_screen_and_in_every_file) {
    counting_office office;
    const std::string path = "/v1/statistics/enforcement?office=96&period=stat-2018-m6";
    expect_one_answer_in_all_formats(office.desk, path);
    EXPECT_EQ(office.desk.get(path, "head").body["total"]["amount"], 2'000'000);
}

TEST(statistics, are_printed_in_vietnamese_with_the_office_the_days_and_the_unit) {
    counting_office office;
    auto& desk = office.desk;
    const auto english = [&](const std::string& question) {
        connectors::http_headers headers;
        headers.add("Accept-Language", "en");
        return desk.ask("GET " + question, "head", {}, std::move(headers)).whole.body;
    };
    for (const auto& [path, title, unit] :
         {std::tuple{"/v1/statistics", "THỐNG KÊ TIẾP NHẬN VÀ GIẢI QUYẾT", "Đơn vị tính: lượt"},
          std::tuple{"/v1/statistics/enforcement", "THỐNG KÊ KẾT QUẢ THI HÀNH ÁN DÂN SỰ",
                     "Đơn vị tính: việc; số tiền: đồng."}}) {
        const auto question = std::string{path} + "?office=96&period=stat-2018-m6&format=";
        for (const auto& words : {testing_support::words_of_pdf(english(question + "pdf&paper=a3")),
                                  testing_support::words_of_xlsx(english(question + "xlsx"))}) {
            for (const auto* said :
                 {title, unit, "Từ ngày 01/10/2017 đến ngày 31/03/2018 (kỳ chưa kết thúc",
                  "CỤC THI HÀNH ÁN DÂN SỰ TỈNH CÀ MAU", "Tổng cộng"}) {
                EXPECT_THAT(words, HasSubstr(said));
            }
        }
    }
    const auto table = english("/v1/statistics?office=96&period=stat-2018-m6&format=xlsx");
    EXPECT_THAT(testing_support::words_of_xlsx(table), HasSubstr("Bưu chính"));
    const auto page =
        english("/v1/statistics/enforcement?office=96&period=stat-2018-m6&format=pdf&paper=a3");
    EXPECT_THAT(testing_support::words_of_pdf(page),
                HasSubstr("Chưa đối chiếu được với biểu mẫu chính thức"))
        << "nobody may take it for the official form";
}

/// What a report says of a figure that was reported otherwise; null when nothing.
json correction_in(const json& report, const std::string& period, const std::string& figure) {
    const auto& all = report["corrections"];
    const auto found = std::ranges::find_if(
        all, [&](const json& one) { return one["period"] == period && one["figure"] == figure; });
    return found == all.end() ? json{} : *found;
}

std::size_t received_behind(api_desk& desk, const std::string& period) {
    return desk
        .get("/v1/statistics/cases?office=96&figure=received&limit=200&period=" + period, "head")
        .each("code")
        .size();
}

TEST(closed_statistics, stay_as_they_were_and_what_comes_late_is_a_correction) {
    counting_office office;
    auto& desk = office.desk;
    const std::string path = "/v1/offices/96/closings/statistics/stat-2018-m6";
    EXPECT_EQ(office.close("statistics", "stat-2018-m6").code(), "rule_not_met");
    desk.at("2018-04-02 08:00");
    EXPECT_EQ(desk.give(path, "counter_officer", json::object()).code(), "forbidden");
    const auto closed = office.close("statistics", "stat-2018-m6");
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    const auto records = desk.records();
    EXPECT_EQ(office.close("statistics", "stat-2018-m6").body["sha256"], closed.body["sha256"]);
    EXPECT_EQ(desk.records(), records) << "closed twice";
    const auto before = office.ask("/v1/statistics", "stat-2018-m6");
    EXPECT_THAT(before["corrections"], IsEmpty());
    EXPECT_EQ(before["closed"]["sha256"], closed.body["sha256"]);

    office.file_by_post("2018-03-28T02:00:00Z");
    const auto now = office.ask("/v1/statistics", "stat-2018-m6");
    const auto late = correction_in(now, "stat-2018-m6", "received");
    EXPECT_EQ(late["procedure"], "enf_request") << now;
    EXPECT_EQ(late["channel"], "post") << "of the row, not of all channels";
    EXPECT_EQ(late["as_reported"], 1);
    EXPECT_EQ(late["as_known_now"], 2);
    const auto standing = correction_in(now, "stat-2018-m6", "in_progress");
    EXPECT_EQ(standing["as_known_now"].get<int>(), standing["as_reported"].get<int>() + 1);
    EXPECT_EQ(now["total"]["figures"]["received"], 6);
    EXPECT_EQ(received_behind(desk, "stat-2018-m6"), 6U);

    const auto kept = desk.get(path, "statistician");
    EXPECT_EQ(kept.body["total"]["figures"]["received"], 5);
    EXPECT_EQ(kept.header("ETag"), "\"" + closed.body["sha256"].get<std::string>() + "\"");
    const auto page = testing_support::words_of_pdf(
        desk.get("/v1/statistics?office=96&period=stat-2018-m6&format=pdf&paper=a3", "head")
            .whole.body);
    EXPECT_THAT(page, HasSubstr("Đã báo cáo ngày 02/04/2018"));
    EXPECT_THAT(page, HasSubstr("Bưu chính, Tiếp nhận yêu cầu: đã báo cáo 1, nay là 2."));
}

TEST(closed_statistics, of_enforcement_say_what_was_performed_before_and_entered_after) {
    counting_office office;
    auto& desk = office.desk;
    const std::string path = "/v1/statistics/enforcement";
    EXPECT_EQ(office.close("enforcement_statistics", "stat-2018-m6").code(), "rule_not_met");
    desk.at("2018-04-02 08:00");
    const auto closed = office.close("enforcement_statistics", "stat-2018-m6");
    ASSERT_EQ(closed.status, 200) << closed.whole.body;
    desk.step(
        office.matter, "enforcement_officer", "record_performance",
        {{"extent", "whole"}, {"amount", 5'000'000}, {"happened_at", "2018-03-28T02:00:00Z"}});
    const auto now = office.ask(path, "stat-2018-m6");
    EXPECT_EQ(now["closed"]["sha256"], closed.body["sha256"]);
    const auto done = correction_in(now, "stat-2018-m6", "done");
    EXPECT_EQ(done["procedure"], "ex_officio") << now;
    EXPECT_EQ(done["as_reported"], 0);
    EXPECT_EQ(done["as_known_now"], 1);
    const auto amount = correction_in(now, "stat-2018-m6", "amount");
    EXPECT_EQ(amount["as_reported"], 2'000'000);
    EXPECT_EQ(amount["as_known_now"], 7'000'000);
    EXPECT_EQ(
        desk.get(path + "/cases?office=96&period=stat-2018-m6&column=done", "head").each("code"),
        std::vector{office.matter});
    const auto kept =
        desk.get("/v1/offices/96/closings/enforcement_statistics/stat-2018-m6", "statistician");
    EXPECT_EQ(kept.body["total"]["figures"]["done"], 0);
    EXPECT_EQ(kept.body["total"]["amount"], 2'000'000);
}

/// The first six months are closed, something of them is entered late: the year shows the
/// correction under the six months, and the figure.
void expect_correction_in_the_year(counting_office& office, const std::string& book,
                                   const std::string& path, const std::string& figure,
                                   const std::function<void()>& enter_late) {
    auto& desk = office.desk;
    desk.at("2018-04-02 08:00");
    ASSERT_EQ(office.close(book, "stat-2018-m6").status, 200);
    const auto reported = told_count(office.ask(path, "stat-2018-m6")["total"], figure);
    enter_late();
    desk.at("2018-10-02 08:00");
    const auto year = office.ask(path, "stat-2018-m12");
    const auto late = correction_in(year, "stat-2018-m6", figure);
    ASSERT_FALSE(late.is_null()) << year["corrections"];
    EXPECT_EQ(late["as_known_now"].get<std::int64_t>() - late["as_reported"].get<std::int64_t>(),
              1);
    EXPECT_EQ(told_count(year["total"], figure), reported + 1);
    // The next period that does not hold the six months tells it too; the next year does not.
    EXPECT_FALSE(correction_in(office.ask(path, "2018-q2"), "stat-2018-m6", figure).is_null());
    EXPECT_THAT(office.ask(path, "2018-q4")["corrections"], IsEmpty());
    EXPECT_THAT(office.ask(path, "stat-2018-m3")["corrections"], IsEmpty());
    // Closed now, the year has it among its figures: nothing of the year is to be corrected.
    ASSERT_EQ(office.close(book, "stat-2018-m12").status, 200);
    const auto whole = office.ask(path, "stat-2018");
    EXPECT_TRUE(correction_in(whole, "stat-2018-m12", figure).is_null());
    EXPECT_FALSE(correction_in(whole, "stat-2018-m6", figure).is_null());
    EXPECT_EQ(whole["closed"]["period"], "stat-2018-m12") << "the same days";
}

TEST(late_entries, of_the_one_stop_report_are_corrected_in_the_next_period_of_the_year) {
    counting_office office;
    expect_correction_in_the_year(office, "one_stop_report", "/v1/reports/one-stop", "received",
                                  [&] { office.file_by_post("2018-03-28T02:00:00Z"); });
}

TEST(late_entries, of_the_statistics_are_corrected_in_the_next_period_of_the_year) {
    counting_office office;
    expect_correction_in_the_year(office, "statistics", "/v1/statistics", "received",
                                  [&] { office.file_by_post("2018-03-28T02:00:00Z"); });
}

TEST(late_entries, of_the_enforcement_are_corrected_in_the_next_period_of_the_year) {
    counting_office office;
    expect_correction_in_the_year(
        office, "enforcement_statistics", "/v1/statistics/enforcement", "done", [&] {
            office.desk.step(office.matter, "enforcement_officer", "record_performance",
                             {{"extent", "whole"}, {"happened_at", "2018-03-28T02:00:00Z"}});
        });
}

} // namespace
