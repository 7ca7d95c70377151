#include "connectors/duties/deadline_watch.hpp"
#include "projections/store.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing_support::api_desk;

/// A request is filed on Thursday 1 June 2017; the watch over it warns on 8 June and it is overdue
/// from 9 June on.
TEST(api_deadlines, lists_what_is_overdue_with_its_ground_and_who_must_act) {
    api_desk desk;
    const auto code = desk.file_request();
    EXPECT_THAT(desk.get("/v1/deadlines?office=96&state=overdue", "head").each("code"), IsEmpty());
    desk.at("2017-06-09 00:00");
    const auto late = desk.get("/v1/deadlines?office=96&state=overdue", "head");
    ASSERT_EQ(late.status, 200) << late.whole.body;
    EXPECT_THAT(late.each("code"), Contains(code));
    const auto& first = late.body["items"][0];
    EXPECT_EQ(first["office"], "96");
    EXPECT_EQ(first["state"], "overdue");
    EXPECT_EQ(first["due"], "2017-06-08T17:00:00.000Z");
    EXPECT_EQ(first["last_day"], "2017-06-08");
    EXPECT_NE(first["source"], "");
    EXPECT_TRUE(first.contains("act_by"));
    EXPECT_FALSE(first.contains("applicant"));
}

TEST(api_deadlines, counts_the_due_instant_itself_as_too_late) {
    api_desk desk;
    static_cast<void>(desk.file_request());
    desk.at("2017-06-08 23:59");
    EXPECT_THAT(desk.get("/v1/deadlines?office=96", "head").each("code"), IsEmpty());
    EXPECT_THAT(desk.get("/v1/deadlines?office=96&state=due_soon", "head").each("state"),
                Contains("due_soon"));
    desk.at("2017-06-09 00:00");
    EXPECT_THAT(desk.get("/v1/deadlines?office=96", "head").each("state"), Contains("overdue"));
}

TEST(api_deadlines, shows_open_periods_by_due_instant_and_paused_ones_without_one) {
    api_desk desk;
    const auto code = desk.file_request();
    const auto open = desk.get("/v1/deadlines?office=96&state=open", "supervisor");
    ASSERT_THAT(open.each("code"), Contains(code));
    const auto dues = open.each("due");
    EXPECT_TRUE(std::is_sorted(dues.begin(), dues.end()));
    EXPECT_THAT(desk.get("/v1/deadlines?office=96&state=paused", "supervisor").each("code"),
                IsEmpty());
    desk.at("2022-03-01 08:00");
    const auto denounced = desk.denounce();
    desk.step(denounced, "head", "suspend_case",
              {{"reason", "stated"},
               {"words", "Chờ kết quả giám định"},
               {"grounds", {"awaits_expert_opinion"}}});
    const auto paused = desk.get("/v1/deadlines?office=96&state=paused", "supervisor");
    ASSERT_THAT(paused.each("code"), testing::ElementsAre(denounced)) << paused.whole.body;
    EXPECT_FALSE(paused.body["items"][0].contains("due"));
    EXPECT_EQ(paused.body["items"][0]["paused"], true);
}

TEST(api_deadlines, without_an_office_covers_all_offices_that_the_caller_may_read_and_no_other) {
    api_desk desk;
    const auto here = desk.file_request();
    connectors::grant_as_installation(desk.on(), "counter_officer", events::role::counter_officer,
                                      "49", false);
    const auto there = desk.file_request("enf_request", "49");
    desk.at("2017-06-12 08:00");
    EXPECT_THAT(desk.get("/v1/deadlines", "operations").each("code"),
                testing::AllOf(Contains(here), Contains(there)));
    EXPECT_THAT(desk.get("/v1/deadlines", "head").each("code"),
                testing::AllOf(Contains(here), Not(Contains(there))));
    EXPECT_THAT(desk.get("/v1/deadlines", "elsewhere").each("code"),
                testing::AllOf(Not(Contains(here)), Contains(there)));
    EXPECT_EQ(desk.get("/v1/deadlines", "nobody").code(), "forbidden");
    EXPECT_EQ(desk.get("/v1/deadlines?office=96", "elsewhere").code(), "forbidden");
    EXPECT_EQ(desk.get("/v1/deadlines?office=96", "statistician").code(), "forbidden");
}

TEST(api_deadlines, gives_every_row_once_over_pages_of_one) {
    api_desk desk;
    connectors::grant_as_installation(desk.on(), "counter_officer", events::role::counter_officer,
                                      "49", false);
    std::vector<std::string> filed;
    for (const auto* office : {"96", "49", "96", "49", "96"}) {
        filed.push_back(desk.file_request("enf_request", office));
    }
    desk.at("2017-06-12 08:00");
    connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                             desk.on().time().now());
    for (const std::string list : {"/v1/deadlines?state=overdue", "/v1/alerts?status=raised"}) {
        for (const auto* who : {"operations", "counter_officer", "head"}) {
            const auto whole = desk.get(list, who).each("code");
            std::vector<std::string> paged;
            std::string cursor;
            for (int page = 0; page < 100; ++page) {
                const auto one = desk.get(list + "&limit=1" + cursor, who);
                for (const auto& code : one.each("code")) {
                    paged.push_back(code);
                }
                if (!one.body.contains("next")) {
                    break;
                }
                cursor = "&cursor=" + one.body["next"].get<std::string>();
            }
            EXPECT_EQ(paged, whole) << list << " " << who;
            EXPECT_FALSE(whole.empty());
        }
    }
}

TEST(api_deadlines, names_what_is_wrong_with_a_question) {
    api_desk desk;
    EXPECT_EQ(desk.get("/v1/deadlines?office=1234", "head").code(), "office_unknown");
    EXPECT_EQ(desk.get("/v1/deadlines?office=96&state=lost", "head").code(), "parameter_invalid");
    EXPECT_EQ(desk.get("/v1/deadlines?office=96&cursor=zz", "head").code(), "cursor_invalid");
    EXPECT_EQ(desk.get("/v1/alerts?cursor=zz", "head").code(), "cursor_invalid");
    EXPECT_EQ(desk.get("/v1/deadlines?office=96&limit=0", "head").code(), "parameter_invalid");
}

TEST(api_deadline_math, says_which_days_count_and_why_others_do_not) {
    api_desk desk;
    // 5 working days over the weekend and the holiday of 30 April and 1 May 2018.
    const auto told =
        desk.get("/v1/deadlines/compute?from=2018-04-26&amount=2&unit=working_days", "nobody");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_EQ(told.body["last_day"], "2018-05-02");
    EXPECT_EQ(told.body["due"], "2018-05-02T17:00:00.000Z");
    EXPECT_EQ(told.body["days_counted"], (json{"2018-04-27", "2018-05-02"}));
    std::vector<std::string> why;
    for (const auto& day : told.body["days_skipped"]) {
        why.push_back(day["day"].get<std::string>() + " " + day["why"].get<std::string>());
    }
    EXPECT_THAT(why, ElementsAre("2018-04-26 first_day", "2018-04-28 weekend", "2018-04-29 weekend",
                                 "2018-04-30 holiday", "2018-05-01 holiday"));
}

TEST(api_deadline_math, leaves_out_the_days_that_the_law_excludes) {
    api_desk desk;
    const auto last_day = [&](const std::string& asked) {
        const auto told = desk.get("/v1/deadlines/compute?" + asked, "nobody");
        EXPECT_EQ(told.status, 200) << told.whole.body;
        return told.body["last_day"].get<std::string>();
    };
    // The limitation of five years: to Sunday 02/09/2018, a holiday that Monday makes good.
    const std::string limitation = "from=2013-09-02&amount=5&unit=years";
    EXPECT_EQ(last_day(limitation), "2018-09-04");
    // 181 days in which the enforcement was postponed: to Saturday 02/03/2019.
    EXPECT_EQ(last_day(limitation + "&excluded=2015-01-01..2015-06-30"), "2019-03-04");
    EXPECT_EQ(last_day(limitation + "&excluded=2016-01-01..2016-01-10,2015-01-01..2015-06-30"),
              "2019-03-12");
    // Months end on the day of the same number, or the last that there is.
    EXPECT_EQ(last_day("from=2017-11-30&amount=3&unit=months"), "2018-02-28");
    const std::string two_days = "from=2018-04-26&amount=2&unit=working_days"; // to 02/05
    EXPECT_EQ(last_day(two_days + "&excluded=2018-05-02"), "2018-05-03");
    EXPECT_EQ(last_day(two_days + "&excluded=2018-05-03..2018-05-10"), "2018-05-02");
    for (const auto* wrong : {"soon", "2018-05-03..2018-05-02", "2018-05-03...2018-05-04", ","}) {
        EXPECT_EQ(
            desk.get("/v1/deadlines/compute?" + two_days + "&excluded=" + wrong, "nobody").code(),
            "parameter_invalid")
            << wrong;
    }
}

TEST(api_deadline_math, gives_the_end_of_years_before_their_calendar_is_known) {
    api_desk desk;
    const auto asked = [&](const std::string& what) {
        return desk.get("/v1/deadlines/compute?" + what, "nobody");
    };
    const auto told = asked("from=2023-03-01&amount=5&unit=years");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_EQ(told.body["raw_end"], "2028-03-01");
    EXPECT_EQ(told.body["calendar_known"], false);
    EXPECT_FALSE(told.body.contains("due")) << "whether that day is worked is not known";
    EXPECT_FALSE(told.body.contains("last_day"));
    EXPECT_EQ(asked("from=2024-02-29&amount=5&unit=years").body["raw_end"], "2029-02-28");
    EXPECT_EQ(asked("from=2024-08-31&amount=54&unit=months").body["raw_end"], "2029-02-28");
    // 31 days that do not count; the second span lies in the first.
    EXPECT_EQ(asked("from=2023-03-01&amount=5&unit=years&excluded=2024-01-01..2024-01-31,"
                    "2024-01-10..2024-01-12")
                  .body["raw_end"],
              "2028-04-01");
    const auto known = asked("from=2018-03-01&amount=5&unit=years");
    EXPECT_EQ(known.body["calendar_known"], true);
    EXPECT_FALSE(known.body.contains("raw_end"));
    EXPECT_EQ(asked("from=2026-12-30&amount=5&unit=working_days").code(), "outside_calendar")
        << "without a calendar nobody can count working days";
}

TEST(api_deadline_math, says_on_which_day_off_the_days_end_and_which_minute_is_too_late) {
    api_desk desk;
    const auto asked = [&](const std::string& what) {
        return desk.get("/v1/deadlines/compute?" + what, "nobody").body;
    };
    const auto rolled = asked("from=2017-05-25&amount=10&unit=calendar_days");
    EXPECT_EQ(rolled["raw_end"], "2017-06-04") << "a Sunday";
    EXPECT_EQ(rolled["last_day"], "2017-06-05");
    EXPECT_FALSE(asked("from=2017-05-26&amount=10&unit=calendar_days").contains("raw_end"));
    // After 15:00 on a Friday, at the start of Monday morning: late from where a case would be.
    const auto late = asked("from=2017-06-09T08:01:00Z&amount=1&unit=half_working_days");
    EXPECT_EQ(late["due"], "2017-06-12T04:30:00.000Z");
    EXPECT_EQ(late["last_day"], "2017-06-12");
}

TEST(api_deadline_math, answers_no_nonsense) {
    api_desk desk;
    const std::string at = "/v1/deadlines/compute?";
    for (const auto* wrong :
         {"amount=1&unit=years", "from=yesterday&amount=1&unit=years",
          "from=2018-04-26&amount=0&unit=years", "from=2018-04-26&amount=-1&unit=years",
          "from=2018-04-26&amount=99999999999999999999&unit=hours",
          "from=2018-04-26&amount=1&unit=moons"}) {
        EXPECT_EQ(desk.get(at + wrong, "nobody").code(), "parameter_invalid") << wrong;
    }
    for (const auto* outside :
         {"from=2018-04-26&amount=9999&unit=years", "from=1950-01-01&amount=1&unit=working_days",
          "from=2018-04-26&amount=10000&unit=working_days"}) {
        const auto told = desk.get(at + outside, "nobody");
        EXPECT_EQ(told.code(), "outside_calendar") << outside << " " << told.whole.body;
    }
}

TEST(api_alerts, lists_what_the_watch_raised_until_somebody_acknowledges_it) {
    api_desk desk;
    const auto code = desk.file_request();
    desk.at("2017-06-09 00:00");
    connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                             desk.on().time().now());
    const auto raised = desk.get("/v1/alerts?office=96", "head");
    ASSERT_THAT(raised.each("code"), Contains(code)) << raised.whole.body;
    const auto& alert = raised.body["items"][0];
    EXPECT_EQ(alert["rung"], "overdue");
    EXPECT_EQ(alert["alert"], "raised");
    const auto before = raised.body["items"].size();
    desk.step(code, "head", "acknowledge_alert",
              {{"deadline", alert["deadline"]}, {"rung", alert["rung"]}});
    EXPECT_EQ(desk.get("/v1/alerts?office=96", "head").body["items"].size(), before - 1);
    EXPECT_THAT(desk.get("/v1/alerts?office=96&status=acknowledged", "head").each("code"),
                Contains(code));
}

TEST(api_alerts, that_wait_are_those_raised_and_those_passed_up_on_pages_of_any_size) {
    api_desk desk;
    const auto code = desk.file_request();
    desk.file_request();
    desk.at("2017-06-09 00:00");
    connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                             desk.on().time().now());
    const auto before = desk.get("/v1/alerts?office=96&status=waiting", "head");
    ASSERT_GT(before.body["items"].size(), 1U) << before.whole.body;
    desk.step(code, "supervisor", "escalate_alert", {{"deadline", "decide"}, {"rung", "overdue"}});
    EXPECT_THAT(desk.get("/v1/alerts?office=96", "head").each("alert"),
                testing::Each(std::string{"raised"}))
        << "who asks for no status is served as before";
    const auto states = desk.get("/v1/alerts?office=96&status=waiting", "head").each("alert");
    EXPECT_EQ(states.size(), before.body["items"].size());
    EXPECT_EQ(states.front(), "escalated");
    EXPECT_EQ(std::ranges::count(states, "escalated"), 1);

    std::vector<std::string> paged;
    std::string cursor;
    do {
        const auto page = desk.get("/v1/alerts?office=96&status=waiting&limit=1" +
                                       (cursor.empty() ? "" : "&cursor=" + cursor),
                                   "head");
        ASSERT_EQ(page.status, 200) << page.whole.body;
        for (auto& one : page.each("alert")) {
            paged.push_back(std::move(one));
        }
        cursor = page.body.value("next", "");
    } while (!cursor.empty());
    EXPECT_EQ(paged, states);
}

TEST(api_alerts, show_a_period_once_as_it_stands_when_nobody_took_up_the_warning) {
    api_desk desk;
    const auto code = desk.file_request(); // on 01/06/2017: the decision by 08/06/2017
    const auto raised_of = [&] {
        connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                                 desk.on().time().now());
        std::vector<std::string> out;
        const auto told = desk.get("/v1/alerts?office=96", "head");
        for (const auto& one : told.body["items"]) {
            if (one["code"] == code && one["deadline"] == "decide") {
                out.push_back(one["name"].get<std::string>() + ": " +
                              one["rung"].get<std::string>());
            }
        }
        return out;
    };
    desk.at("2017-06-08 09:00");
    EXPECT_THAT(raised_of(), ElementsAre("Ra quyết định thi hành án theo yêu cầu: due_soon"));
    desk.at("2017-06-09 09:00");
    EXPECT_THAT(raised_of(), ElementsAre("Ra quyết định thi hành án theo yêu cầu: overdue"));
}

TEST(api_alerts, stay_when_a_period_that_stood_still_ends_at_the_same_instant) {
    api_desk desk{"2022-03-01 08:00"};
    const auto code = desk.denounce();
    const auto raise = [&] {
        return connectors::raise_alerts(desk.on().store(), desk.on().node(), desk.on().rules(),
                                        desk.on().time().now());
    };
    desk.at("2022-09-01 08:00"); // long after its end
    EXPECT_GT(raise(), 0U);
    const auto before = desk.get("/v1/alerts?office=96", "head").each("code");
    ASSERT_THAT(before, Contains(code));
    desk.step(code, "head", "suspend_case",
              {{"reason", "stated"},
               {"words", "Chờ kết quả giám định"},
               {"grounds", {"awaits_expert_opinion"}}});
    desk.at("2022-09-05 08:00");
    desk.step(code, "head", "resume_case");
    EXPECT_EQ(raise(), 0U);
    EXPECT_EQ(desk.get("/v1/alerts?office=96", "head").each("code"), before);
}

} // namespace
