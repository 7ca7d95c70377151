#include "tests/ops/motcua.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using ops_test::json;
using testing::HasSubstr;

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

json shipped_calendar() {
    return json::parse(
        bytes_of(std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas/calendars/vn-2017-2026.json"));
}

/// The shipped calendar without the day off on 4 September 2017.
std::string calendar_with_a_day_off_less() {
    auto whole = shipped_calendar();
    auto& days = whole["years"][0]["special_days"];
    const auto kept = std::remove_if(days.begin(), days.end(),
                                     [](const json& one) { return one["day"] == "2017-09-04"; });
    EXPECT_EQ(std::distance(kept, days.end()), 1);
    days.erase(kept, days.end());
    return whole.dump();
}

/// The shipped calendar with 5 June 2017 off too.
std::string other_calendar() {
    auto whole = shipped_calendar();
    auto& days = whole["years"][0]["special_days"];
    days.push_back({{"day", "2017-06-05"}, {"kind", "holiday"}, {"name", "Nghỉ thêm"}});
    std::sort(days.begin(), days.end(),
              [](const auto& a, const auto& b) { return a["day"] < b["day"]; });
    return whole.dump();
}

struct case_at_the_counter {
    ops_test::office at;
    std::string code;

    explicit case_at_the_counter(const std::string& now = "2017-06-01T09:00:00+07:00") {
        const auto opened = at.on("lan",
                                  {"case", "open", "96", "receive_request", "procedure=enf_request",
                                   "received_by=counter", "--output", "json"},
                                  now);
        EXPECT_EQ(opened.code, 0) << opened.err;
        code = opened.as_json().value("code", "");
        std::ofstream{at.home() / "step.json"}
            << R"({"result_by":"at_counter","papers":["application","judgment"]})";
        const auto taken = at.on(
            "lan",
            {"case", "do", code, "accept_dossier", "--json", (at.home() / "step.json").string()},
            now);
        EXPECT_EQ(taken.code, 0) << taken.err;
    }
};

TEST(explain, prints_how_a_period_was_counted) {
    const case_at_the_counter one;
    const auto told = one.at.on("lan", {"explain", "deadline", one.code, "--deadline", "decide"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("Căn cứ: "));
    EXPECT_THAT(told.out, HasSubstr("\nRa quyết định thi hành án theo yêu cầu\n"));
    EXPECT_THAT(told.out, testing::Not(HasSubstr("(decide)")));
    EXPECT_THAT(told.out, HasSubstr("procedures/enf_request.json/deadlines/"));
    EXPECT_THAT(told.out, HasSubstr("03/06/2017 cuối tuần"));
    EXPECT_THAT(told.out, HasSubstr("  5 08/06/2017 được tính"));
    EXPECT_THAT(told.out, HasSubstr("khớp với sự kiện đã ghi"));
    EXPECT_EQ(one.at.on("lan", {"explain", "deadline", "96-none"}).code, 3);
}

TEST(explain, counts_again_by_the_calendar_of_the_folder_and_finds_the_one_of_before) {
    const case_at_the_counter one;
    const auto file = one.at.home() / "calendar.json";
    std::ofstream{file} << other_calendar();
    const auto asked = one.at.on(
        "dung", {"deadline", "what-if", file.string(), "--office", "96", "--output", "json"});
    ASSERT_EQ(asked.code, 0) << asked.err;
    EXPECT_GT(asked.as_json()["moved"], 0);
    EXPECT_EQ(asked.as_json()["items"][0]["new_last_day"], "2017-06-09");
    EXPECT_EQ(asked.as_json()["become_late"], 0) << "it moves away from the present";
    EXPECT_EQ(asked.as_json()["items"][0]["deadline"], "decide");
    const auto shown = [&](const char* format) {
        return one.at
            .on("dung",
                {"deadline", "what-if", file.string(), "--office", "96", "--output", format})
            .out;
    };
    EXPECT_THAT(shown("table"), HasSubstr("Ra quyết định thi hành án theo yêu cầu"));
    EXPECT_THAT(shown("csv"), HasSubstr(",decide,")) << "programs tell periods apart by their ids";

    const std::vector<std::string> recount{"deadline", "recount", "--office", "96",
                                           "--reason", "1/VPCP",  "--output", "json"};
    EXPECT_EQ(one.at.on("dung", recount).as_json()["moved"], 0);
    const auto rules = std::filesystem::path{one.at.data} / "rules/calendars";
    std::filesystem::create_directories(rules);
    std::filesystem::copy(file, rules / "vn.json");
    const auto promised = [&] {
        return one.at.on("lan", {"case", "show", one.code, "--output", "json"})
            .as_json()
            .value("promised_at", "");
    };
    const auto before = promised();
    EXPECT_FALSE(before.empty());
    EXPECT_EQ(one.at.on("lan", recount).code, 4); // the head's alone
    const auto done = one.at.on("dung", recount);
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.as_json()["moved"], asked.as_json()["moved"]);
    EXPECT_EQ(one.at.on("dung", recount).as_json()["moved"], 0);
    EXPECT_EQ(promised(), before) << "what the slip promises moves with an apology only";

    const auto told = one.at.on(
        "lan", {"explain", "deadline", one.code, "--deadline", "decide", "--output", "json"});
    const auto item = told.as_json()["items"][0];
    EXPECT_EQ(item["steps"].back()["did"], "counted_again");
    EXPECT_EQ(item["steps"].back()["reason"], "1/VPCP");
    EXPECT_EQ(item["agrees"], true);
    EXPECT_EQ(item["period"]["last_day"], "2017-06-09");
    // Back to the shipped calendar: the count of before is still explained by its own one.
    std::filesystem::remove_all(rules);
    const auto old = one.at
                         .on("lan", {"explain", "deadline", one.code, "--deadline", "decide",
                                     "--output", "json"})
                         .as_json()["items"][0];
    EXPECT_EQ(old["calendar_in_use"], false);
    EXPECT_EQ(old["calendar_found"], true);
    EXPECT_EQ(old["agrees"], true);
}

TEST(what_if, names_the_case_that_a_calendar_with_a_day_off_less_would_make_late) {
    // Received on 30/08/2017: the five working days of the decision end on 07/09, without the day
    // off on 04/09 on 06/09.
    const case_at_the_counter one{"2017-08-30T09:00:00+07:00"};
    const auto file = one.at.home() / "calendar.json";
    std::ofstream{file} << calendar_with_a_day_off_less();
    const auto asked = [&](const std::string& now) {
        const auto told = one.at.on(
            "dung", {"deadline", "what-if", file.string(), "--office", "96", "--output", "json"},
            now);
        EXPECT_EQ(told.code, 0) << told.err;
        return told.as_json();
    };
    const auto decide_of = [](const json& told) {
        const auto& items = told["items"];
        const auto found = std::find_if(items.begin(), items.end(), [](const json& each) {
            return each["deadline"] == "decide";
        });
        return found == items.end() ? json(nullptr) : *found;
    };
    const auto before = asked("2017-09-06T16:00:00+07:00");
    EXPECT_EQ(before["become_late"], 0);
    EXPECT_EQ(decide_of(before)["would_be_late"], false);

    const auto between = asked("2017-09-07T10:00:00+07:00");
    EXPECT_EQ(between["become_late"], 1) << between;
    EXPECT_GE(between["earlier"], 1);
    const auto decide = decide_of(between);
    EXPECT_EQ(decide["code"], one.code);
    EXPECT_EQ(decide["last_day"], "2017-09-07");
    EXPECT_EQ(decide["new_last_day"], "2017-09-06");
    EXPECT_EQ(decide["late"], false);
    EXPECT_EQ(decide["would_be_late"], true);

    EXPECT_EQ(decide["name"], "Ra quyết định thi hành án theo yêu cầu");
    const auto table = one.at.on("dung", {"deadline", "what-if", file.string(), "--office", "96"},
                                 "2017-09-07T10:00:00+07:00");
    EXPECT_THAT(table.out, HasSubstr("Ra quyết định thi hành án theo yêu cầu"));
    EXPECT_THAT(table.out, testing::Not(HasSubstr("decide")));

    const auto after = asked("2017-09-08T10:00:00+07:00");
    EXPECT_EQ(after["become_late"], 0) << "it is late by either";
    EXPECT_EQ(decide_of(after)["late"], true);
}

TEST(register_book, is_printed_as_pdf_and_spreadsheet) {
    const case_at_the_counter one;
    const std::vector<std::string> show{"register", "show", "--office", "96", "--year", "2017"};
    for (const auto& [name, begins] :
         {std::pair{"so.pdf", "%PDF-"}, std::pair{"so.xlsx", "PK"}, std::pair{"so.csv", "\xEF"}}) {
        auto line = show;
        const auto file = (one.at.home() / name).string();
        line.insert(line.end(), {"--to", file});
        const auto told = one.at.on("lan", line);
        ASSERT_EQ(told.code, 0) << told.err;
        EXPECT_TRUE(bytes_of(file).starts_with(begins)) << name;
    }
}

TEST(voucher, of_officers_are_compared_with_the_accountants_and_signed_for) {
    const case_at_the_counter one;
    std::ofstream{one.at.home() / "money.json"}
        << R"({"kind":"collected","amount":5000000,"voucher":"PT01","dated":"2017-06-01"})";
    const auto noted = one.at.on("binh", {"case", "do", one.code, "record_money", "--json",
                                          (one.at.home() / "money.json").string()});
    ASSERT_EQ(noted.code, 0) << noted.err;
    const auto file = (one.at.home() / "so.csv").string();
    const auto books = [&](const char* amount) {
        std::ofstream{file} << "\xEF\xBB\xBFMã hồ sơ;Số chứng từ;Ngày chứng từ;Thu/chi;Số tiền\r\n"
                            << one.code << ";PT01;01/06/2017;thu;" << amount << "\r\n";
    };
    const std::vector<std::string> rest{file,      "--office", "96",  "--period",
                                        "2017-06", "--output", "json"};
    const auto with = [&](const char* verb) {
        std::vector<std::string> words{"voucher", verb};
        words.insert(words.end(), rest.begin(), rest.end());
        return words;
    };
    books("4.000.000");
    const auto differs = one.at.on("dung", with("compare"));
    EXPECT_EQ(differs.code, 1) << differs.err;
    EXPECT_EQ(differs.as_json()["different"], 1);
    EXPECT_EQ(differs.as_json()["items"][0]["theirs"]["amount"], 4'000'000);
    EXPECT_EQ(one.at.on("binh", with("sign")).code, 4) << "the head's alone";
    const auto some = one.at.on("dung", with("sign"));
    EXPECT_EQ(some.as_json()["left"], 1);
    EXPECT_EQ(some.code, 6) << "a script must not take it for done";
    books("5.000.000");
    EXPECT_EQ(one.at.on("dung", with("compare")).code, 0);
    const auto all = one.at.on("dung", with("sign"));
    EXPECT_EQ(all.as_json()["vouchers"], 1);
    EXPECT_EQ(all.code, 0) << all.err;
}

TEST(report, is_shown_saved_closed_and_kept_as_it_was_reported) {
    const case_at_the_counter one;
    const std::string later = "2017-10-02T08:00:00+07:00";
    const std::vector<std::string> of{"--office", "96", "--period", "stat-2017"};
    const auto with = [&](std::vector<std::string> words) {
        words.insert(words.end(), of.begin(), of.end());
        return words;
    };
    const auto shown = one.at.on("dung", with({"report", "one-stop", "--output", "json"}), later);
    ASSERT_EQ(shown.code, 0) << shown.err;
    EXPECT_EQ(shown.as_json()["identity"]["holds"], true);
    EXPECT_EQ(shown.as_json()["total"]["figures"]["overdue"], 1);
    const auto file = (one.at.home() / "bao-cao.pdf").string();
    EXPECT_EQ(one.at.on("dung", with({"report", "one-stop", "--to", file}), later).code, 0);
    EXPECT_TRUE(bytes_of(file).starts_with("%PDF-"));
    const auto cases = one.at.on(
        "dung", with({"report", "cases", "--figure", "overdue", "--output", "jsonl"}), later);
    EXPECT_EQ(cases.as_lines().size(), 1U) << cases.err;

    EXPECT_EQ(one.at.on("dung", with({"report", "close", "one_stop_report"})).code, 4);
    const auto closed =
        one.at.on("dung", with({"report", "close", "one_stop_report", "--output", "json"}), later);
    ASSERT_EQ(closed.code, 0) << closed.err;
    const auto kept = one.at.on("dung", with({"report", "reported", "one_stop_report"}), later);
    EXPECT_THAT(kept.out, HasSubstr("\"received\": 1"));
    EXPECT_THAT(one.at.on("dung", {"report", "closings", "--office", "96"}, later).out,
                HasSubstr("stat-2017"));
    EXPECT_THAT(one.at.on("dung", with({"report", "units"}), later).out, HasSubstr("Cà Mau"));
    EXPECT_THAT(one.at.on("dung", with({"report", "units"}), later).out,
                testing::Not(HasSubstr("1/100")));
}

TEST(report, says_to_whom_it_goes_and_before_which_day) {
    const ops_test::office at;
    ASSERT_EQ(at.motcua({"grant", "add", "dung", "head", "49", "--data", at.data}).code, 0);
    const auto shown = [&](const char* office) {
        const auto told = at.on(
            "dung",
            {"report", "one-stop", "--office", office, "--period", "2017", "--output", "table"},
            "2017-12-01T08:00:00+07:00");
        EXPECT_EQ(told.code, 0) << told.err;
        return told.out + told.err;
    };
    EXPECT_THAT(shown("49"), testing::AllOf(HasSubstr("14/11/2017"), HasSubstr("42/QĐ-CTHADS")));
    EXPECT_THAT(shown("96"), testing::Not(HasSubstr("42/QĐ-CTHADS"))) << "of another province";
}

TEST(statistics, are_saved_in_every_format_closed_and_kept_as_they_were_reported) {
    const case_at_the_counter one;
    const std::string later = "2017-10-02T08:00:00+07:00";
    const auto with = [&](std::vector<std::string> words) {
        for (const auto* more : {"--office", "96", "--period", "stat-2017"}) {
            words.emplace_back(more);
        }
        return one.at.on("dung", words, later);
    };
    const std::vector<std::vector<std::string>> both{{"statistics"}, {"statistics", "enforcement"}};
    for (auto words : both) {
        const auto saved = [&](const std::string& name) {
            auto all = words;
            const auto file = (one.at.home() / name).string();
            all.insert(all.end(), {"--to", file});
            const auto told = with(all);
            EXPECT_EQ(told.code, 0) << told.err;
            return bytes_of(file);
        };
        EXPECT_TRUE(saved("thongke.pdf").starts_with("%PDF-"));
        EXPECT_TRUE(saved("thongke.xlsx").starts_with("PK"));
        const auto table = saved("thongke.csv");
        const auto lines = saved("thongke.jsonl");
        words.insert(words.end(), {"--output", "csv"});
        EXPECT_EQ(with(words).out, table);
        EXPECT_TRUE(table.starts_with("\xEF\xBB\xBF"));
        EXPECT_EQ(lines.empty(), words.size() > 3) << "no matter is to be enforced yet";
    }
    for (const auto* book : {"statistics", "enforcement_statistics"}) {
        EXPECT_EQ(
            one.at.on("dung", {"report", "close", book, "--office", "96", "--period", "stat-2017"})
                .code,
            4)
            << "the year is not over";
        const auto closed = with({"report", "close", book, "--output", "json"});
        ASSERT_EQ(closed.code, 0) << closed.err;
        EXPECT_THAT(with({"report", "reported", book}).out, HasSubstr("\"columns\""));
    }
    const auto shown = with({"statistics"});
    EXPECT_THAT(shown.err, HasSubstr("Đã báo cáo 02/10/2017")) << shown.out;
}

TEST(rules_listing, shows_regimes_procedures_and_what_they_say_on_a_day) {
    const ops_test::user somebody;
    const auto all = somebody.motcua({"rules", "list", "--output", "jsonl"}).as_lines();
    const auto has = [&](const char* kind, const char* id) {
        return std::any_of(all.begin(), all.end(),
                           [&](const json& one) { return one["kind"] == kind && one["id"] == id; });
    };
    EXPECT_TRUE(has("regime", "r4"));
    EXPECT_TRUE(has("procedure", "denunciation"));
    EXPECT_TRUE(has("form", "receipt_slip.tt01_2018"));
    const auto length = [&](const char* day) {
        for (const auto& one :
             somebody.motcua({"rules", "show", "result_confirm", "--on", day, "--output", "jsonl"})
                 .as_lines()) {
            if (one["id"] == "issue") {
                return one["length"].get<std::string>();
            }
        }
        return std::string{};
    };
    EXPECT_EQ(length("2026-06-30"), "5 ngày làm việc");
    EXPECT_EQ(length("2026-07-01"), "3 ngày làm việc");
    EXPECT_EQ(somebody.motcua({"rules", "show", "no_such"}).code, 2);
}

} // namespace
