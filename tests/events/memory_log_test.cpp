#include "events/memory_log.hpp"

#include <gtest/gtest.h>

namespace {

using namespace events;

constexpr partition_id here{0};
constexpr partition_id elsewhere{1};

std::vector<log_record> batch(const std::vector<std::string>& values) {
    std::vector<log_record> records;
    for (const auto& value : values) {
        records.push_back({office_code("964"), "type", value});
    }
    return records;
}

class memory_log_test : public testing::Test {
protected:
    /// Appends; the answer lies in the returned slot once it was pumped.
    std::shared_ptr<std::optional<append_result>> append(const std::vector<std::string>& values,
                                                         partition_id partition = here) {
        auto slot = std::make_shared<std::optional<append_result>>();
        log_.append(partition, batch(values), [slot](append_result r) { *slot = std::move(r); });
        return slot;
    }

    /// All values of a partition, read to learn what landed, joined by spaces.
    [[nodiscard]] std::string content(partition_id partition = here) const {
        std::string text;
        log_.read(partition, 0, 1000, [&](const stored_record& stored) {
            text += (text.empty() ? "" : " ") + std::string(stored.value);
            return true;
        });
        return text;
    }

    memory_log log_{2, memory_log::completion::pump};
};

TEST_F(memory_log_test, does_nothing_until_it_is_pumped) {
    const auto answer = append({"a"});
    EXPECT_FALSE(answer->has_value());
    EXPECT_EQ(log_.end(here), 0U);
    EXPECT_EQ(log_.in_flight(), 1U);
    EXPECT_EQ(log_.pump(), 1U);
    EXPECT_EQ((*answer)->status, append_status::durable);
    EXPECT_EQ(log_.end(here), 1U);
    EXPECT_FALSE(log_.pump_one());
}

TEST_F(memory_log_test, loses_a_race_to_the_rivals_it_is_given) {
    log_.next({.rivals = batch({"theirs"})});
    const auto answer = append({"mine"});
    log_.pump();
    EXPECT_EQ((*answer)->first, 1U);
    EXPECT_EQ(content(), "theirs mine");
}

TEST_F(memory_log_test, answers_unknown_whatever_landed) {
    log_.next({.answer = append_status::unknown});
    log_.next({.answer = append_status::unknown, .landing_max = 0});
    log_.next({.answer = append_status::unknown, .landing_max = 1});
    const auto landed = append({"a", "b"});
    const auto lost = append({"c", "d"});
    const auto torn = append({"e", "f"});
    log_.pump();
    for (const auto& answer : {landed, lost, torn}) {
        EXPECT_EQ((*answer)->status, append_status::unknown);
        EXPECT_FALSE((*answer)->problem.empty());
    }
    EXPECT_EQ(content(), "a b e");
}

TEST_F(memory_log_test, repeats_an_append_as_a_careless_retry_would) {
    log_.next({.copies = 2});
    const auto answer = append({"a", "b"});
    append({"c"});
    log_.pump();
    EXPECT_EQ((*answer)->first, 0U);
    EXPECT_EQ(content(), "a b a b c");
}

TEST_F(memory_log_test, leaves_nothing_of_a_refused_append) {
    log_.next({.answer = append_status::refused});
    const auto answer = append({"a"});
    const auto after = append({"b"});
    log_.pump();
    EXPECT_EQ((*answer)->status, append_status::refused);
    EXPECT_EQ((*after)->first, 0U);
    EXPECT_EQ(content(), "b");
}

TEST_F(memory_log_test, keeps_order_behind_an_append_that_waits_to_land) {
    log_.next({.held = append_fate::wait::before_landing});
    const auto first = append({"a"});
    const auto second = append({"b"});
    const auto other = append({"x"}, elsewhere);
    log_.pump();
    EXPECT_FALSE(first->has_value());
    EXPECT_FALSE(second->has_value());
    EXPECT_TRUE(other->has_value());
    EXPECT_EQ(content(), "");
    log_.release();
    EXPECT_EQ(log_.pump(), 2U);
    EXPECT_EQ(content(), "a b");
}

TEST_F(memory_log_test, shows_records_whose_answer_is_held) {
    log_.next({.held = append_fate::wait::before_answer});
    const auto first = append({"a"});
    const auto second = append({"b"});
    log_.pump();
    EXPECT_FALSE(first->has_value());
    EXPECT_TRUE(second->has_value());
    EXPECT_EQ(content(), "a b");
    log_.release();
    log_.pump();
    EXPECT_EQ((*first)->first, 0U);
}

TEST_F(memory_log_test, is_one_log_for_all_nodes_on_the_same_records) {
    memory_log other(log_.records(), memory_log::completion::pump);
    int told = 0;
    other.follow([&](partition_id partition) { told += partition == here ? 1 : 0; });
    append({"a"});
    log_.pump();
    EXPECT_EQ(told, 1);
    EXPECT_EQ(other.end(here), 1U);
}

TEST_F(memory_log_test, does_the_same_again_for_the_same_seed) {
    const auto story = [](std::uint64_t seed) {
        memory_log log(1, memory_log::completion::pump);
        log.by_chance(seed, {.race = 0.3,
                             .unknown = 0.3,
                             .repeat = 0.2,
                             .refuse = 0.2,
                             .hold = 0.2,
                             .rivals = [](partition_id) { return batch({"r"}); }});
        std::string text;
        for (int i = 0; i < 200; ++i) {
            log.append(here, batch({std::to_string(i), "+"}), [&](const append_result& result) {
                text += std::to_string(static_cast<int>(result.status));
            });
            log.pump();
            if (i % 10 == 0) {
                log.release();
            }
        }
        log.read(here, 0, 10'000, [&](const stored_record& stored) {
            text += stored.value;
            return true;
        });
        const auto counts = log.counts();
        EXPECT_GT(counts.raced, 0U);
        EXPECT_GT(counts.unknown, 0U);
        EXPECT_GT(counts.repeated, 0U);
        EXPECT_GT(counts.refused, 0U);
        EXPECT_GT(counts.held, 0U);
        EXPECT_EQ(counts.appends, 200U);
        return text;
    };
    EXPECT_EQ(story(7), story(7));
    EXPECT_NE(story(7), story(8));
}

} // namespace
