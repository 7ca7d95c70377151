#include "connectors/api/reach.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

/// Pages of lists that pass over what does not belong to them.
namespace {

namespace api = connectors::api;
using nlohmann::json;
using testing::ElementsAre;
using testing_support::api_desk;

TEST(lists_one_after_the_other, end_a_page_where_enough_was_looked_at_and_go_on_there) {
    // Given a list of which nothing is meant until its third page, and another behind it.
    std::size_t looked_at = 0;
    const std::vector<api::list_part<int>> parts{
        {"a",
         [&](const projections::page_request& which) {
             ++looked_at;
             const std::map<std::string, projections::page<int>> pages{
                 {"", {{}, "2"}}, {"2", {{}, "3"}}, {"3", {{7}, ""}}};
             return pages.at(which.cursor);
         }},
        {"b", [&](const projections::page_request&) {
             ++looked_at;
             return projections::page<int>{{8}, ""};
         }}};
    const auto page = [&](const std::string& cursor) {
        looked_at = 0;
        return api::one_after_another<int>(parts, {10, cursor}, [&] { return looked_at < 2; });
    };
    const auto first = page("");
    EXPECT_TRUE(first.rows.empty());
    EXPECT_EQ(looked_at, 2U) << "not as long as it takes";
    const auto second = page(first.next);
    EXPECT_THAT(second.rows, ElementsAre(7, 8));
    EXPECT_EQ(second.next, "");
}

TEST(pages_of_the_register, of_a_statistics_year_pass_over_what_is_of_another_and_lose_nothing) {
    api_desk desk{"2017-06-05 08:30"};
    const auto entered_at = [&](const char* time) {
        desk.at(time);
        auto code = desk.file_request();
        desk.step(code, "counter_officer", "accept_dossier",
                  {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
        return code;
    };
    for (const auto* before : {"2017-06-05 08:40", "2017-07-03 08:30", "2017-09-29 08:30"}) {
        static_cast<void>(entered_at(before));
    }
    // In the register without a slip, of the year before as well.
    desk.step(desk.file_request("result_confirm"), "counter_officer", "solve_at_once",
              {{"outcome", "grant"}, {"papers", {"application"}}});
    std::vector<std::string> lines;
    for (const auto* within : {"2017-10-02 08:30", "2017-11-01 08:30", "2017-12-01 08:30",
                               "2018-01-03 08:30", "2018-02-01 08:30"}) {
        lines.push_back(entered_at(within));
    }
    for (const auto* limit : {"1", "2", "3", "4", "200"}) {
        SCOPED_TRACE(limit);
        const auto at_once = static_cast<std::size_t>(std::stoi(limit));
        std::vector<std::string> paged;
        std::string cursor;
        do {
            const auto part =
                desk.get(std::string{"/v1/register?office=96&year=2018&kept_by=statistics&limit="} +
                             limit + cursor,
                         "head");
            ASSERT_EQ(part.status, 200) << part.whole.body;
            const auto codes = part.each("code");
            EXPECT_EQ(codes.size(), std::min(at_once, lines.size() - paged.size()))
                << "what is passed over makes no page shorter";
            paged.insert(paged.end(), codes.begin(), codes.end());
            cursor =
                part.body.contains("next") ? "&cursor=" + part.body["next"].get<std::string>() : "";
        } while (!cursor.empty() && paged.size() < lines.size());
        EXPECT_EQ(paged, lines);
    }
}

} // namespace
