#include "engine/lifecycles/transition.hpp"
#include "engine/rule_set.hpp"
#include "tests/support/days.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace {

using engine::act;
using engine::cited_on;
using events::local_date;
using testing_support::day;

const std::vector<act>& known_acts() { return engine::default_rule_set().acts; }

/// The last day before and the first day of everything that changes, within the rules of the
/// project.
std::vector<local_date> days_of_change() {
    std::vector<local_date> out{day("2017-06-01"), day("2026-12-31")};
    const auto add = [&](local_date first) {
        const std::chrono::sys_days at{first};
        for (const auto one : {at - std::chrono::days{1}, at}) {
            if (local_date{one} > out.front()) {
                out.emplace_back(one);
            }
        }
    };
    for (const auto& one : known_acts()) {
        add(one.in_force.from);
        if (one.in_force.to) {
            add(local_date{std::chrono::sys_days{*one.in_force.to} + std::chrono::days{1}});
        }
    }
    return out;
}

std::set<std::string_view> sources_of_steps() {
    std::set<std::string_view> out;
    for (const auto* table : engine::all_lifecycles()) {
        out.insert(table->source);
        for (const auto& row : table->rows()) {
            for (const auto* rule : row.guards) {
                out.insert(rule->source);
            }
        }
    }
    return out;
}

TEST(acts, give_way_to_those_that_were_in_force_on_the_day) {
    const std::string source = "Luật Tố cáo 25/2018/QH14 Điều 22; Thông tư 13/2021/TT-BTP Điều 5";
    EXPECT_EQ(cited_on(known_acts(), source, day("2017-08-01")),
              "Luật Tố cáo năm 2011; Thông tư 02/2016/TT-BTP");
    EXPECT_EQ(cited_on(known_acts(), source, day("2018-12-31")),
              "Luật Tố cáo năm 2011; Thông tư 02/2016/TT-BTP");
    EXPECT_EQ(cited_on(known_acts(), source, day("2019-01-01")),
              "Luật Tố cáo 25/2018/QH14 Điều 22; Thông tư 02/2016/TT-BTP");
    EXPECT_EQ(cited_on(known_acts(), source, day("2022-02-13")), source);
    const std::string old = "Luật Thi hành án dân sự 26/2008/QH12 Điều 31.1; Quyết định "
                            "537/QĐ-TCTHADS";
    EXPECT_EQ(cited_on(known_acts(), old, day("2026-06-30")), old);
    EXPECT_EQ(cited_on(known_acts(), old, day("2026-07-01")),
              "Luật Thi hành án dân sự 106/2025/QH15; Quyết định 537/QĐ-TCTHADS");
}

TEST(acts, whose_text_says_so_are_cited_by_the_day_of_docketing_or_of_the_step) {
    const std::string circular = "Thông tư 13/2021/TT-BTP Điều 24.2";
    const auto received = day("2022-02-11");
    EXPECT_EQ(cited_on(known_acts(), circular, {received, day("2022-02-12"), day("2022-06-01")}),
              "Thông tư 02/2016/TT-BTP");
    EXPECT_EQ(cited_on(known_acts(), circular, {received, day("2022-02-14"), day("2022-06-01")}),
              circular);
    const std::string archive = "Thông tư 04/2023/TT-BTP Điều 32";
    EXPECT_EQ(cited_on(known_acts(), archive, {received, received, day("2023-09-30")}),
              "Thông tư 01/2016/TT-BTP");
    EXPECT_EQ(cited_on(known_acts(), archive, {received, received, day("2023-10-01")}), archive);
}

TEST(acts, whose_successor_came_later_give_way_to_what_was_in_force_meanwhile) {
    const std::string form = "Thông tư 01/2018/TT-VPCP Mẫu 04";
    EXPECT_EQ(cited_on(known_acts(), form, day("2025-06-30")), form);
    EXPECT_EQ(cited_on(known_acts(), form, day("2025-07-01")), "Nghị định 118/2025/NĐ-CP");
    EXPECT_EQ(cited_on(known_acts(), form, day("2025-09-15")), "Thông tư 03/2025/TT-VPCP");
    const std::vector<act> in_a_circle{{.name = "A",
                                        .in_force = {day("2000-01-01"), day("2010-01-01")},
                                        .before = {},
                                        .after = "B",
                                        .from = {}},
                                       {.name = "B",
                                        .in_force = {day("2020-01-01"), std::nullopt},
                                        .before = "A",
                                        .after = {},
                                        .from = {}}};
    EXPECT_EQ(cited_on(in_a_circle, "A 1", day("2015-01-01")), "");
}

TEST(acts, are_cited_once_or_not_at_all) {
    const std::vector<act> acts{
        {.name = "A",
         .in_force = {day("2020-01-01"), std::nullopt},
         .before = "C",
         .after = {},
         .from = {}},
        {.name = "B",
         .in_force = {day("2020-01-01"), std::nullopt},
         .before = "C",
         .after = {},
         .from = {}},
        {.name = "D",
         .in_force = {day("2000-01-01"), day("2010-01-01")},
         .before = {},
         .after = {},
         .from = {}},
    };
    EXPECT_EQ(cited_on(acts, "A 1; B 2", day("2019-01-01")), "C");
    EXPECT_EQ(cited_on(acts, "A 1; D 2", day("2021-01-01")), "A 1");
    EXPECT_EQ(cited_on(acts, "D 2", day("2021-01-01")), "");
    EXPECT_EQ(cited_on(acts, "", day("2021-01-01")), "");
}

TEST(acts, leave_no_step_with_a_ground_that_was_not_in_force) {
    const std::regex number{R"(\d+/(\d{4})/)"};
    for (const auto source : sources_of_steps()) {
        if (source.empty()) {
            continue; // a rule of reason, such as that a ground must be stated
        }
        for (const auto date : days_of_change()) {
            const auto cited = cited_on(known_acts(), source, date);
            EXPECT_FALSE(cited.empty()) << source;
            for (std::sregex_iterator found{cited.begin(), cited.end(), number}, end; found != end;
                 ++found) {
                EXPECT_LE(std::stoi((*found)[1]), static_cast<int>(date.year())) << cited;
            }
            for (const auto& one : known_acts()) {
                EXPECT_TRUE(one.in_force.holds(date) || cited.find(one.name) == std::string::npos)
                    << cited;
            }
        }
    }
}

/// What a row cites is told to people as it stands.
TEST(acts, of_a_later_year_are_cited_by_no_row_of_the_rules) {
    const std::regex number{R"(\d+/(\d{4})/)"};
    const auto expect_older = [&](const auto& rows) {
        for (const auto& row : rows) {
            const auto& cited = row.from.source;
            for (std::sregex_iterator found{cited.begin(), cited.end(), number}, end; found != end;
                 ++found) {
                EXPECT_LE(std::stoi((*found)[1]), static_cast<int>(row.in_force.from.year()))
                    << cited << " from " << events::to_text(row.in_force.from);
            }
        }
    };
    for (const auto& procedure : engine::default_rule_set().procedures) {
        expect_older(procedure.papers);
        expect_older(procedure.grounds);
        expect_older(procedure.deadlines);
    }
}

TEST(acts, are_refused_where_they_make_no_sense) {
    const auto read = [](const std::string& one) {
        return engine::read_acts({{"rules/acts.json", R"({"acts":[)" + one + "]}"}});
    };
    const std::string good = R"({"act":"A","valid_from":"2020-01-01","source":"x","tag":"V"})";
    EXPECT_EQ(read(good).size(), 1U);
    EXPECT_ANY_THROW((void)read(good + "," + good));
    EXPECT_ANY_THROW((void)read(
        R"({"act":"A","valid_from":"2020-01-01","valid_to":"2019-01-01","source":"x","tag":"V"})"));
    EXPECT_ANY_THROW((void)read(R"({"act":"A","valid_from":"2020-01-01","tag":"V"})"));
}

} // namespace
