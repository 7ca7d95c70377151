#include "connectors/api/closing_memo.hpp"
#include "connectors/api/enforcement_view.hpp"
#include "connectors/api/reported_figures.hpp"
#include "connectors/api/service.hpp"
#include "connectors/http/message.hpp"
#include "projections/register_book.hpp"
#include "tests/support/decided_matter.hpp"
#include "tests/support/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <thread>

/// What a report says of closed ones before it, and what it takes to say so.
namespace {

namespace api = connectors::api;
namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::api_answer;
using testing_support::api_desk;

constexpr const char* half_year = "stat-2018-m6";

/// The first half of the statistics year 2018 is over; one request came in, another is told late.
struct reporting_desk {
    api_desk desk{"2017-11-01 08:30"};

    reporting_desk() {
        desk.file_request();
        desk.at("2018-04-02 08:00");
    }
    api_answer close(const std::string& book, const std::string& period,
                     const std::string& speaks = "vi") {
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", book + period);
        headers.add("Accept-Language", speaks);
        return desk.ask("POST /v1/offices/96/closings/" + book + "/" + period, "head", "{}",
                        std::move(headers));
    }
    std::string closed(const std::string& book, const std::string& period) {
        const auto told = close(book, period);
        EXPECT_EQ(told.status, 200) << told.whole.body;
        return told.body.value("sha256", "");
    }
    void file_late() {
        const auto told = desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                                    {{"procedure", "enf_request"},
                                     {"received_by", "post"},
                                     {"happened_at", "2018-03-28T02:00:00Z"}});
        EXPECT_EQ(told.status, 201) << told.whole.body;
    }
    json statistics(const std::string& more = "") {
        const auto told =
            desk.get("/v1/statistics?office=96&period=" + std::string{half_year} + more, "head");
        EXPECT_EQ(told.status, 200) << told.whole.body;
        return told.body;
    }
    void lose_document(const std::string& sha256) {
        std::size_t removed = 0;
        std::vector<fs::path> files;
        for (const auto& file : fs::recursive_directory_iterator{desk.folder() / "data"}) {
            if (file.path().filename() == sha256) {
                files.push_back(file.path());
            }
        }
        for (const auto& file : files) {
            removed += fs::remove(file) ? 1 : 0;
        }
        EXPECT_EQ(removed, 1U);
    }
};

TEST(a_closing_whose_document_is_missing, is_told_and_the_figures_of_today_stand) {
    reporting_desk office;
    const auto sha256 = office.closed(api::statistics_report.data(), half_year);
    office.file_late();
    EXPECT_THAT(office.statistics()["corrections"], Not(IsEmpty()));
    EXPECT_THAT(office.statistics()["unread_closings"], IsEmpty());
    office.lose_document(sha256);
    const auto told = office.statistics();
    EXPECT_EQ(told["total"]["figures"]["received"], 2);
    EXPECT_THAT(told["corrections"], IsEmpty());
    EXPECT_EQ(told["closed"]["sha256"], sha256);
    const auto unread = told["unread_closings"];
    ASSERT_EQ(unread.size(), 1U) << told;
    EXPECT_EQ(unread[0]["office"], "96");
    EXPECT_EQ(unread[0]["period"], half_year);
    EXPECT_EQ(unread[0]["sha256"], sha256);
    EXPECT_EQ(unread[0]["why"], "document-missing") << "a page of the runbooks";
    const auto page =
        office.desk.get("/v1/statistics?office=96&period=stat-2018-m6&format=pdf&paper=a3", "head");
    EXPECT_THAT(testing_support::words_of_pdf(page.whole.body),
                HasSubstr("Chưa đối chiếu được với báo cáo đã khóa, kỳ stat-2018-m6"));
}

TEST(a_closing_of_before, is_read_of_the_log_once) {
    reporting_desk office;
    const auto sha256 = office.closed(api::statistics_report.data(), half_year);
    office.desk.restart();
    const auto& lent = office.desk.on().service().lent();
    const auto lines =
        projections::register_lines(lent.store.view(), "register/closings/96", {10, {}});
    ASSERT_EQ(lines.rows.size(), 1U);
    const auto& stream = lines.rows.front().matter.id;
    EXPECT_FALSE(lent.closings.find(stream));
    const auto first = office.statistics();
    const auto known = lent.closings.find(stream);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->book, api::statistics_report);
    EXPECT_EQ(known->period, half_year);
    EXPECT_EQ(known->sha256, sha256);
    EXPECT_EQ(office.statistics(), first);
}

TEST(a_closed_period, is_counted_again_once_for_the_same_days_and_for_its_own_book_only) {
    reporting_desk office;
    office.desk.at("2018-10-02 08:00");
    for (const auto* period : {"stat-2018", "stat-2018-m12", half_year}) {
        static_cast<void>(office.closed(api::statistics_report.data(), period));
        static_cast<void>(office.closed(api::one_stop_report.data(), period));
    }
    api::call of{office.desk.on().service().lent(), {}, events::officer_id{"head"}};
    std::vector<std::string> counted;
    const auto told = api::reported_periods_of(
        of, {api::statistics_report, {}, {}}, events::office_code{"96"},
        *projections::period_from_text("stat-2018"), [&](const projections::period& which) {
            counted.push_back(which.name);
            return json{{"rows", json::array()}, {"total", json::object()}};
        });
    ASSERT_TRUE(told.closed);
    EXPECT_THAT(counted, testing::UnorderedElementsAre("stat-2018", half_year));
}

TEST(files_of_rows, do_not_ask_for_what_was_reported) {
    using enum api::book_format;
    for (const auto rows_only : {as_csv, as_json_lines}) {
        EXPECT_EQ(api::past_reports_in(rows_only), api::past_reports::left_out);
    }
    for (const auto told : {as_json, as_pdf, as_xlsx}) {
        EXPECT_EQ(api::past_reports_in(told), api::past_reports::compared);
    }
}

/// Somebody else counts the enforcement meanwhile.
class counting_elsewhere {
public:
    counting_elsewhere()
        : counts_([this] {
              const auto turn = api::turn_to_count();
              begun_.set_value();
              end_.get_future().wait();
          }) {
        begun_.get_future().wait();
    }
    ~counting_elsewhere() {
        end_.set_value();
        counts_.join();
    }

private:
    std::promise<void> begun_;
    std::promise<void> end_;
    std::thread counts_;
};

TEST(closing_a_book, counts_nothing_when_it_is_closed_already_or_too_early) {
    reporting_desk office;
    const std::string book{api::enforcement_report};
    const auto sha256 = office.closed(book, half_year);
    const counting_elsewhere busy;
    EXPECT_EQ(office.close(book, "stat-2018-m3").code(), "one_at_a_time") << "this one counts";
    EXPECT_EQ(office.close(book, "stat-2018-m12").code(), "rule_not_met");
    EXPECT_EQ(office.close(book, half_year).body.value("sha256", ""), sha256);
    EXPECT_EQ(office.close("diary", "stat-2018-m12").code(), "not_found")
        << "whether or not its period is over";
}

TEST(a_closed_book, is_the_same_whoever_closes_it_in_whichever_language) {
    reporting_desk vietnamese;
    reporting_desk english;
    for (const auto book : {api::statistics_report, api::enforcement_report, api::one_stop_report,
                            std::string_view{"requests_received"}}) {
        const auto one = vietnamese.close(std::string{book}, half_year, "vi");
        const auto other = english.close(std::string{book}, half_year, "en");
        ASSERT_EQ(one.status, 200) << one.whole.body;
        ASSERT_EQ(other.status, 200) << other.whole.body;
        EXPECT_EQ(one.body["sha256"], other.body["sha256"]) << book;
    }
    const auto kept = english.desk.get("/v1/offices/96/closings/statistics/stat-2018-m6", "head");
    EXPECT_THAT(kept.whole.body, HasSubstr("Tiếp nhận yêu cầu"));
}

TEST(corrections_of_several_offices, name_the_office_on_paper) {
    reporting_desk office;
    static_cast<void>(office.closed(api::statistics_report.data(), half_year));
    office.file_late();
    const auto words = [&](const std::string& more) {
        const auto told = office.desk.get(
            "/v1/statistics?office=96&period=stat-2018-m6&format=pdf&paper=a3" + more,
            "operations");
        EXPECT_EQ(told.status, 200) << told.whole.body;
        return testing_support::words_of_pdf(told.whole.body);
    };
    const std::string begin = "Điều chỉnh số liệu kỳ stat-2018-m6, ";
    const std::string name = "Cục Thi hành án dân sự tỉnh Cà Mau, ";
    EXPECT_THAT(words("&below=true"), HasSubstr(begin + name));
    EXPECT_THAT(words(""), HasSubstr(begin));
    EXPECT_THAT(words(""), Not(HasSubstr(begin + name))) << "there is no other";
}

} // namespace
