// Many clients offer the same next step of one case at once.
#include "tests/support/running_application.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <mutex>

namespace {

using support::running_application;
using answers = std::vector<running_application::answer>;

/// Every client asks the same at the same moment.
answers all_at_once(running_application& office, const std::string& path,
                    const nlohmann::json& body, const std::string& if_match) {
    constexpr int clients = 16;
    answers out;
    std::mutex mutex;
    std::latch together{clients};
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&, i] {
            connectors::http_headers headers;
            headers.add("Idempotency-Key", events::uuid_of("contender " + std::to_string(i)));
            if (!if_match.empty()) {
                headers.add("If-Match", if_match);
            }
            together.arrive_and_wait();
            auto told = office.post(path, body, headers);
            const std::lock_guard lock(mutex);
            out.push_back(std::move(told));
        });
    }
    threads.clear();
    return out;
}

TEST(contention, lets_one_of_sixteen_withdraw_a_case_and_tells_the_others_where_it_stands) {
    running_application office;
    const auto code = office.file_request();
    const auto told = all_at_once(office, "/v1/cases/" + code + "/commands/withdraw_request",
                                  nlohmann::json::object(), "");
    int won = 0;
    for (const auto& one : told) {
        if (one.status == 200) {
            ++won;
            continue;
        }
        EXPECT_EQ(one.status, 409) << one.body;
        EXPECT_EQ(one.body["code"], "not_allowed_now") << one.body;
        EXPECT_EQ(one.body["case_status"], "withdrawn") << one.body;
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(office.get("/v1/cases/" + code).body["version"], 2);
}

TEST(contention, lets_one_of_sixteen_take_a_step_on_the_version_that_all_have_seen) {
    running_application office;
    const auto code = office.file_request();
    const auto seen = office.get("/v1/cases/" + code).etag;
    ASSERT_FALSE(seen.empty());
    // A step that would be allowed again and again, so that only If-Match keeps the others out.
    const auto told = all_at_once(office, "/v1/cases/" + code + "/commands/attach_document",
                                  {{"text", "Đã nhận thêm giấy tờ."}}, seen);
    int won = 0;
    for (const auto& one : told) {
        if (one.status == 200) {
            ++won;
            continue;
        }
        EXPECT_EQ(one.status, 412) << one.body;
        EXPECT_EQ(one.body["version"], 2) << one.body;
        ASSERT_EQ(one.body["newer"].size(), 1U) << one.body;
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(office.get("/v1/cases/" + code).body["version"], 2);
}

} // namespace
