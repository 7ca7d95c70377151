#include "engine/deadline_math.hpp"
#include "engine/rule_set.hpp"
#include "engine/rules/book_rules.hpp"
#include "events/fault.hpp"
#include "projections/counted_rows.hpp"
#include "projections/enforced.hpp"
#include "projections/enforcement.hpp"
#include "projections/figures.hpp"
#include "projections/settled.hpp"
#include "tests/projections/history.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace {

using namespace projections;
using testing_support::history;

TEST(periods, are_the_same_days_however_they_are_called) {
    const auto at = [](const char* name) { return period_from_text(name).value(); };
    EXPECT_TRUE(same_days(at("stat-2018"), at("stat-2018-m12")));
    EXPECT_TRUE(same_days(at("2017-h1"), at("2017-01..2017-06")));
    EXPECT_FALSE(same_days(at("stat-2018"), at("2018")));
    EXPECT_FALSE(same_days(at("stat-2018"), at("stat-2018-m6")));
}

/// schemas/rules/statistics.json and the periods that the figures are counted by.
TEST(periods, of_the_statistics_are_those_that_the_rules_name) {
    using namespace std::chrono;
    const auto& rules = engine::default_rule_set();
    const auto statistics = engine::read_statistics_rules(rules.files);
    ASSERT_TRUE(statistics);
    EXPECT_EQ(statistics_year(2018).first, 2017y / engine::statistics_year_begins);
    std::set<std::int64_t> cuts;
    for (const auto& one : statistics->periods) {
        for (const auto months : one.months) {
            const auto when = months_of_statistics_year(2022, static_cast<int>(months));
            EXPECT_EQ(period_from_text(when.name), when) << one.id;
            EXPECT_EQ(when.first, year_month_day{2021y / October / 1});
            cuts.insert(months);
        }
        if (one.id == "tt06_2019") {
            // The period that ended on 31/12/2020: officer 04/01, branch 05/01, province
            // 07/01/2021.
            const std::map<std::string, std::string> golden{
                {"officer", "2021-01-04"}, {"branch", "2021-01-05"}, {"province", "2021-01-07"}};
            ASSERT_EQ(one.submission.size(), golden.size());
            const auto end = events::at_office(year_month_day{2020y / December / 31}, 0h);
            for (const auto& who : one.submission) {
                const auto due = engine::due_at(rules.calendar, end, who.within);
                EXPECT_EQ(events::to_text(engine::last_day_of(due.value())), golden.at(who.by));
            }
        }
    }
    EXPECT_EQ(cuts.size(), 12U);
}

TEST(periods, of_before_2020_are_sent_before_a_day_of_the_next_month) {
    using namespace std::chrono;
    const auto statistics = engine::read_statistics_rules(engine::default_rule_set().files);
    ASSERT_TRUE(statistics);
    const auto one =
        std::ranges::find(statistics->periods, "tt08_2015", &engine::report_periods::id);
    ASSERT_NE(one, statistics->periods.end());
    EXPECT_FALSE(one->on.adopted) << "which periods there were is general knowledge";
    // Of the period that ended on 31/12/2017: before 02/01, 04/01 and 07/01/2018, a Sunday
    const std::map<std::string, std::string> golden{
        {"officer", "2018-01-01"}, {"branch", "2018-01-03"}, {"province", "2018-01-06"}};
    ASSERT_EQ(one->submission.size(), golden.size());
    for (const auto& who : one->submission) {
        EXPECT_EQ(events::to_text(who.named_last_day(2017y / December / 31).value()),
                  golden.at(who.by));
        ASSERT_TRUE(who.from);
        EXPECT_EQ(who.from->tag, engine::confidence::verbatim) << "the cut-offs were read";
    }
    for (const auto& other : statistics->periods) {
        for (const auto& stage : other.submission) {
            EXPECT_EQ(stage.named_last_day(2017y / December / 31).has_value(),
                      other.id == "tt08_2015");
            EXPECT_TRUE(stage.after.empty() || stage.from) << "from where it counts is derived";
        }
    }
}

TEST(periods, that_agencies_confirm_to_each_other_are_sent_stage_by_stage) {
    using namespace std::chrono;
    const auto& rules = engine::default_rule_set();
    const auto statistics = engine::read_statistics_rules(rules.files);
    ASSERT_TRUE(statistics);
    const auto one =
        std::ranges::find(statistics->periods, "ttlt12_2021", &engine::report_periods::id);
    ASSERT_NE(one, statistics->periods.end());
    const auto when = months_of_statistics_year(2022, 6);
    const auto rows =
        nlohmann::json::parse(testing_support::source_file("tests/golden/statistics_stages.json"));
    ASSERT_EQ(one->submission.size(), rows.size());
    std::map<std::string, events::local_date> done{{"", when.last}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& stage = one->submission[i];
        EXPECT_EQ(stage.by, rows[i]["stage"].get<std::string>());
        ASSERT_TRUE(done.contains(stage.after)) << stage.after;
        const auto due = engine::due_at(rules.calendar, events::at_office(done.at(stage.after), 0h),
                                        stage.within);
        done[stage.by] = engine::last_day_of(due.value());
        EXPECT_EQ(events::to_text(done[stage.by]), rows[i]["last"].get<std::string>()) << stage.by;
    }
}

TEST(periods, of_the_statistics_end_on_every_golden_day) {
    const auto rows =
        nlohmann::json::parse(testing_support::source_file("tests/golden/statistics_periods.json"));
    ASSERT_EQ(rows.size(), 9U);
    for (const auto& row : rows) {
        const auto when = period_from_text(row["text"].get<std::string>());
        ASSERT_TRUE(when) << row;
        EXPECT_EQ(events::to_text(when->first), row["first"].get<std::string>()) << row;
        EXPECT_EQ(events::to_text(when->last), row["last"].get<std::string>()) << row;
    }
}

TEST(periods, of_the_statistics_keep_their_names_whatever_the_data_say) {
    auto files = engine::default_rule_set().files;
    auto& text = files.at("rules/statistics.json");
    auto data = nlohmann::json::parse(text);
    data["year_begins"]["month"] = 1;
    text = data.dump();
    try {
        (void)engine::read_statistics_rules(files);
        FAIL() << "a year from 1 January was taken";
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "rules-bad-data");
        EXPECT_NE(std::string_view{fault.what()}.find("rules/statistics.json#/year_begins: the "
                                                      "names of periods"),
                  std::string_view::npos)
            << fault.what();
    }
}

period any_period(history& all) {
    auto first = all.any_day();
    auto last = all.any_day();
    if (last < first) {
        std::swap(first, last);
    }
    return days(first, last);
}

TEST(statistics, balance_and_agree_with_the_cases_behind_them) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    for (int round = 0; round < 12; ++round) {
        const auto when = any_period(all);
        const auto& office = all.work.offices()[all.random() % all.work.offices().size()];
        SCOPED_TRACE(when.name + " at " + office.str());
        const auto rows = statistics_of(all.view, office, when);
        for (const auto& row : rows) {
            const cell here{row.procedure, row.received_by};
            const auto net = [&](const auto& figures_of_it) {
                std::int64_t out = 0;
                for (const auto what : figures_of_it) {
                    out += static_cast<std::int64_t>(row.count(what));
                }
                return out;
            };
            EXPECT_EQ(row.carried_over + net(figures_in), net(figures_out) + row.in_progress);
            if (!row.received_by) {
                continue; // a cell without a channel does not narrow
            }
            for (std::size_t i = 0; i < figures; ++i) {
                const auto what = static_cast<figure>(i);
                const auto behind = all.all_of([&](const auto& which) {
                    return cases_of_figure(all.view, office, what, when, here, which);
                });
                EXPECT_EQ(behind.size(), row.counts[i]) << events::name_of(what);
            }
            const auto open = all.all_of([&](const auto& which) {
                return cases_in_progress(all.view, office, when.last, here, which);
            });
            EXPECT_EQ(static_cast<std::int64_t>(open.size()), row.in_progress);
            EXPECT_GE(row.in_progress, 0);
        }
    }
}

TEST(statistics, list_the_cases_of_several_figures_as_one_list_by_day) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    const std::array both{figure::suspended, figure::resumed};
    std::size_t seen = 0;
    for (const auto& office : all.work.offices()) {
        const auto when =
            calendar_months(std::chrono::year{2000} / 1, std::chrono::year{2100} / 12);
        using line = std::tuple<events::local_date, std::string, std::uint64_t>;
        const auto lines_of = [](const auto& rows) {
            std::vector<line> out;
            for (const auto& one : rows) {
                out.emplace_back(one.day, one.matter.id.str(), one.sequence);
            }
            return out;
        };
        std::vector<line> apart;
        for (const auto what : both) {
            std::ranges::copy(lines_of(all.all_of([&](const auto& which) {
                                  return cases_of_figure(all.view, office, what, when, {}, which);
                              })),
                              std::back_inserter(apart));
        }
        const auto together = lines_of(all.all_of([&](const auto& which) {
            return cases_of_figures(all.view, office, both, when, which);
        }));
        EXPECT_TRUE(std::ranges::is_sorted(
            together, {}, [](const line& one) { return std::get<events::local_date>(one); }));
        auto sorted = together;
        std::ranges::sort(sorted);
        std::ranges::sort(apart);
        EXPECT_EQ(sorted, apart) << when.name;
        seen += together.size();
    }
    EXPECT_GT(seen, 0U);
    EXPECT_THROW((void)cases_of_figures(all.view, all.work.offices().front(), both,
                                        calendar_year(2017), {10, "another"}),
                 bad_cursor);
}

TEST(statistics, carry_over_what_was_in_progress_the_day_before) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    for (int round = 0; round < 20; ++round) {
        const auto when = any_period(all);
        const auto day_before =
            events::local_date{std::chrono::sys_days{when.first} - std::chrono::days{1}};
        const auto& office = all.work.offices()[all.random() % all.work.offices().size()];
        const auto before = total(
            statistics_of(all.view, office,
                          days(events::local_date{std::chrono::year{2000} / 1 / 1}, day_before)));
        EXPECT_EQ(total(statistics_of(all.view, office, when)).carried_over, before.in_progress)
            << when.name;
    }
}

TEST(statistics, have_in_progress_exactly_the_cases_that_are) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    const auto ever = days(events::local_date{std::chrono::year{2000} / 1 / 1},
                           events::local_date{std::chrono::year{2100} / 1 / 1});
    std::int64_t everywhere = 0;
    for (const auto& office : all.work.offices()) {
        const auto by_hand =
            std::count_if(all.states.begin(), all.states.end(), [&](const auto& state) {
                return state.office == office && in_progress(state);
            });
        const auto counted = total(statistics_of(all.view, office, ever));
        EXPECT_EQ(counted.in_progress, by_hand) << office.str();
        EXPECT_EQ(counted.carried_over, 0);
        everywhere += by_hand;
    }
    EXPECT_GT(everywhere, 0);
}

TEST(enforced_matters, stand_at_the_end_of_all_time_exactly_where_their_states_do) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    const auto ever = days(events::local_date{std::chrono::year{2000} / 1 / 1},
                           events::local_date{std::chrono::year{2100} / 1 / 1});
    std::map<std::string, std::string> by_hand; // case -> ground
    for (const auto& state : all.states) {
        if (const auto now = enforced_of(state); now.is_to_be) {
            by_hand[state.id.str()] = now.ground;
        }
    }
    EXPECT_FALSE(by_hand.empty());
    std::map<std::string, std::string> counted;
    for (const auto& office : all.work.offices()) {
        for (const auto& one : enforced_matters(all.view, office, ever)) {
            EXPECT_FALSE(one.carried_over);
            if (one.stands) {
                counted[case_of(one.case_key).str()] = one.ground;
            }
        }
    }
    EXPECT_EQ(counted, by_hand);
}

TEST(statistics, of_a_period_are_those_of_its_parts_added_up) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    for (int round = 0; round < 20; ++round) {
        const auto whole = any_period(all);
        const auto span =
            (std::chrono::sys_days{whole.last} - std::chrono::sys_days{whole.first}).count();
        const std::chrono::sys_days cut = std::chrono::sys_days{whole.first} +
                                          std::chrono::days{static_cast<int>(
                                              all.random() % static_cast<std::uint64_t>(span + 1))};
        const auto& office = all.work.offices().front();
        const auto sum = total(statistics_of(all.view, office, whole));
        const auto left =
            total(statistics_of(all.view, office, days(whole.first, events::local_date{cut})));
        const auto right =
            cut == std::chrono::sys_days{whole.last}
                ? statistics_row{}
                : total(statistics_of(
                      all.view, office,
                      days(events::local_date{cut + std::chrono::days{1}}, whole.last)));
        for (std::size_t i = 0; i < figures; ++i) {
            EXPECT_EQ(sum.counts[i], left.counts[i] + right.counts[i])
                << events::name_of(static_cast<figure>(i)) << " " << whole.name;
        }
    }
}

/// A note as bytes, to be compared.
template <class Note> std::string bytes_of(const Note& note) { return binary::encode(note); }

TEST(rows_of_figures, name_the_cases_that_the_figures_list_in_the_same_order) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    std::size_t notes = 0;
    for (int round = 0; round < 6; ++round) {
        const auto when = any_period(all);
        const auto& office = all.work.offices()[all.random() % all.work.offices().size()];
        for (std::size_t i = 0; i < figures; ++i) {
            const auto what = static_cast<figure>(i);
            const auto listed = all.all_of([&](const auto& which) {
                return cases_of_figure(all.view, office, what, when, {}, which);
            });
            std::size_t at = 0;
            each_counted(all.view, office, what, when, [&](const counted_row& row) {
                ASSERT_LT(at, listed.size());
                const auto& one = listed[at++];
                EXPECT_EQ(case_of(row.case_key), one.matter.id);
                EXPECT_EQ(row.day, one.day);
                EXPECT_EQ(row.procedure, one.procedure);
                EXPECT_EQ(row.note, one.note);
                if (what == figure::refused) {
                    notes += note_of<refusal_note>(row.note).received <= row.day ? 1U : 0U;
                } else if (what == figure::returned_early) {
                    notes += note_of<return_note>(row.note).received <= row.day ? 1U : 0U;
                } else if (what == figure::settled) {
                    notes += note_of<standing_note>(row.note).received ? 1U : 0U;
                }
            });
            EXPECT_EQ(at, listed.size()) << events::name_of(what);
        }
    }
    EXPECT_GT(notes, 0U);
}

TEST(rows_of_cases_in_progress, are_those_of_the_states_with_what_judges_their_lateness) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    for (const auto& office : all.work.offices()) {
        std::map<std::string, std::string> by_hand;
        for (const auto& state : all.states) {
            if (state.office == office && in_progress(state)) {
                by_hand[state.id.str()] = state.procedure + " " + bytes_of(standing_of(state));
            }
        }
        std::map<std::string, std::string> by_rows;
        each_in_progress(all.view, office, [&](const counted_row& row) {
            by_rows[case_of(row.case_key).str()] =
                std::string{row.procedure} + " " + bytes_of(note_of<standing_note>(row.note));
        });
        EXPECT_EQ(by_rows, by_hand) << office.str();
        EXPECT_FALSE(by_hand.empty());
    }
}

} // namespace
