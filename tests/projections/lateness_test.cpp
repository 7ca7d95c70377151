#include "tests/projections/history.hpp"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace {

using engine::lateness;
using testing_support::history;

/// A period of a case, by what tells it apart from all others.
using period_key = std::tuple<events::case_id, std::string, events::instant>;

period_key key_of(const projections::deadline_row& row) {
    return {row.matter.id, row.deadline, row.since};
}

constexpr auto days = [](int count) { return std::chrono::hours{24 * count}; };

TEST(an_open_period, is_in_exactly_one_lateness_state_whenever_one_looks) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    std::map<lateness, std::size_t> seen;
    for (int round = 0; round < 40; ++round) {
        const auto now = all.any_time();
        const projections::due_soon_rule warn{days(static_cast<int>(all.random() % 4)), {}};
        std::map<period_key, std::map<lateness, std::size_t>> listed;
        const auto add = [&](const projections::deadline_row& row) {
            ++listed[key_of(row)][row.state];
        };
        const auto end = events::instant{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
        for (const auto& office : all.work.offices()) {
            const auto ask = [&](auto&& query) {
                for (const auto& row : all.all_of(query)) {
                    add(row);
                }
            };
            ask([&](const auto& which) {
                return projections::overdue(all.view, office, now, warn, which);
            });
            ask([&](const auto& which) {
                return projections::due_soon(all.view, office, now, warn, which);
            });
            ask([&](const auto& which) {
                return projections::due_between(all.view, office,
                                                now + warn.longest + std::chrono::milliseconds{1},
                                                end, now, warn, which);
            });
            for (const auto& row : all.all_of([&](const auto& which) {
                     return projections::paused_periods(all.view, office, which);
                 })) {
                ++listed[key_of(row)][lateness::on_time];
            }
        }
        std::map<lateness, std::size_t> by_hand;
        std::size_t excused = 0;
        for (const auto& state : all.states) {
            for (const auto& one : state.deadlines) {
                if (!state.owes(one)) {
                    continue;
                }
                const auto stands = projections::state_of(one, now, warn).state;
                ++by_hand[stands];
                const auto found = listed.find({state.id, one.id, one.since});
                if (stands == lateness::excused) {
                    ++excused; // in no list of the watch: nobody is to be reminded of it
                    EXPECT_EQ(found, listed.end());
                    continue;
                }
                ASSERT_NE(found, listed.end()) << state.id.str() << " " << one.id;
                ASSERT_EQ(found->second.size(), 1U) << "in two states at once";
                EXPECT_EQ(found->second.begin()->first, stands);
                EXPECT_EQ(found->second.begin()->second, 1U) << "listed twice";
                listed.erase(found);
            }
        }
        EXPECT_TRUE(listed.empty()) << listed.size() << " periods are listed that nobody owes";
        EXPECT_EQ(by_hand[lateness::met_late], 0U) << "an open period was not met";
        std::size_t overdue = 0;
        for (const auto& office : all.work.offices()) {
            overdue += projections::count_overdue(all.view, office, now);
        }
        EXPECT_EQ(overdue, by_hand[lateness::overdue]);
        EXPECT_EQ(projections::count_overdue(all.view, {}, now), overdue);
        for (const auto& [state, count] : by_hand) {
            seen[state] += count;
        }
        seen[lateness::excused] += excused;
    }
    for (const auto state : {lateness::on_time, lateness::due_soon, lateness::overdue}) {
        EXPECT_GT(seen[state], 0U) << events::name_of(state) << " never came up";
    }
}

TEST(a_period_that_ended, keeps_its_state_whatever_the_time_is) {
    history all;
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(all.seed));
    std::size_t late = 0;
    for (const auto& state : all.states) {
        for (const auto& one : state.deadlines) {
            if (!one.met || one.lapsed || one.paused()) {
                continue;
            }
            const auto expected = *one.met < one.due ? lateness::on_time
                                  : one.excused      ? lateness::excused
                                                     : lateness::met_late;
            late += expected == lateness::met_late ? 1U : 0U;
            for (int i = 0; i < 3; ++i) {
                const auto stands = projections::state_of(one, all.any_time(), {});
                EXPECT_EQ(stands.state, expected);
                EXPECT_FALSE(stands.open);
            }
        }
    }
    EXPECT_GT(late, 0U) << "nothing was late: the history shows too little";
}

} // namespace
