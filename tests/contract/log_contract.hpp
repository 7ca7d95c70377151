#pragma once

// What every log promises, whoever keeps it; see events/log.hpp. A test program says which logs.
#include "tests/contract/log_kinds.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <thread>

namespace {

using namespace events;

constexpr std::uint32_t partitions = 3;
constexpr partition_id here{1};
constexpr partition_id elsewhere{2};
constexpr std::size_t all = 1'000'000;

log_record record(std::string value) {
    return {office_code("964"), "vn.thads.motcua.request_received.v1", std::move(value)};
}

std::vector<log_record> batch(const std::vector<std::string>& values) {
    std::vector<log_record> records;
    for (const auto& value : values) {
        records.push_back(record(value));
    }
    return records;
}

class log_contract : public testing::TestWithParam<contract::log_kind> {
protected:
    void reopen() {
        log_.reset();
        log_ = place_->open(partitions);
    }

    /// Appends and waits; the offset of the first record.
    offset append(partition_id partition, const std::vector<std::string>& values) {
        const auto result = append_and_wait(*log_, partition, batch(values));
        EXPECT_EQ(result.status, append_status::durable) << result.problem;
        EXPECT_EQ(result.problem, "");
        return result.first;
    }

    [[nodiscard]] std::vector<std::string> values(partition_id partition, offset from = 0,
                                                  std::size_t count_max = all) const {
        std::vector<std::string> found;
        offset expected = from;
        const offset after =
            log_->read(partition, from, count_max, [&](const stored_record& stored) {
                EXPECT_EQ(stored.at, expected++);
                found.emplace_back(stored.value);
                return true;
            });
        EXPECT_EQ(after, expected);
        return found;
    }

    std::unique_ptr<contract::log_place> place_ = GetParam().make_place();
    std::unique_ptr<events::log> log_ = place_->open(partitions);
};

using strings = std::vector<std::string>;

TEST_P(log_contract, knows_its_partitions) { EXPECT_EQ(log_->partitions(), partitions); }

TEST_P(log_contract, is_empty_when_new) {
    EXPECT_EQ(log_->end(here), 0U);
    EXPECT_EQ(values(here), strings{});
}

TEST_P(log_contract, numbers_records_from_0_without_holes) {
    EXPECT_EQ(append(here, {"a"}), 0U);
    EXPECT_EQ(append(here, {"b", "c"}), 1U);
    EXPECT_EQ(append(here, {"d"}), 3U);
    EXPECT_EQ(log_->end(here), 4U);
    EXPECT_EQ(values(here), (strings{"a", "b", "c", "d"}));
}

TEST_P(log_contract, keeps_partitions_apart) {
    EXPECT_EQ(append(here, {"a"}), 0U);
    EXPECT_EQ(append(elsewhere, {"x", "y"}), 0U);
    EXPECT_EQ(append(here, {"b"}), 1U);
    EXPECT_EQ(values(here), (strings{"a", "b"}));
    EXPECT_EQ(values(elsewhere), (strings{"x", "y"}));
    EXPECT_EQ(log_->end(partition_id{0}), 0U);
}

TEST_P(log_contract, gives_back_the_very_bytes) {
    std::string every_byte;
    for (int i = 0; i < 512; ++i) {
        every_byte.push_back(static_cast<char>(i));
    }
    std::string large(64 * 1024, '\0');
    for (std::size_t i = 0; i < large.size(); ++i) {
        large[i] = static_cast<char>(i * 31 + i / 256);
    }
    const strings wanted{every_byte,
                         large,
                         "Chấp hành viên Nguyễn Thị Hạnh",
                         "",
                         std::string("\0", 1),
                         "{\"sequence\":\"0001\"}"};
    append(here, wanted);
    EXPECT_EQ(values(here), wanted);
}

TEST_P(log_contract, takes_an_empty_batch_as_done) {
    append(here, {"a"});
    EXPECT_EQ(append(here, {}), 1U);
    EXPECT_EQ(log_->end(here), 1U);
}

TEST_P(log_contract, reads_from_the_middle) {
    append(here, {"a", "b", "c", "d", "e"});
    EXPECT_EQ(values(here, 3), (strings{"d", "e"}));
    EXPECT_EQ(values(here, 1, 2), (strings{"b", "c"}));
    EXPECT_EQ(values(here, 1, 0), strings{});
    EXPECT_EQ(values(here, 5), strings{});
}

TEST_P(log_contract, stops_reading_when_the_visitor_says_so) {
    append(here, {"a", "b", "c", "d"});
    strings seen;
    const offset after = log_->read(here, 1, all, [&](const stored_record& stored) {
        seen.emplace_back(stored.value);
        return stored.value != "c";
    });
    EXPECT_EQ(seen, (strings{"b", "c"}));
    EXPECT_EQ(after, 3U);
}

TEST_P(log_contract, reads_more_than_it_fetches_at_once) {
    strings wanted;
    for (int i = 0; i < 10'000; ++i) {
        wanted.push_back(fmt::format("record {}", i));
    }
    append(here, wanted);
    EXPECT_EQ(values(here), wanted);
    EXPECT_EQ(values(here, 4090, 5).back(), "record 4094");
}

TEST_P(log_contract, can_be_read_from_inside_a_reading) {
    append(here, {"a", "b"});
    append(elsewhere, {"x"});
    strings seen;
    log_->read(here, 0, all, [&](const stored_record& stored) {
        seen.push_back(std::string(stored.value) + values(elsewhere).front() + values(here, 1)[0]);
        return true;
    });
    EXPECT_EQ(seen, (strings{"axb", "bxb"}));
}

TEST_P(log_contract, shows_what_it_has_answered_for) {
    for (int i = 0; i < 50; ++i) {
        std::promise<bool> visible;
        log_->append(here, batch({"x"}), [&](const append_result& result) {
            bool seen = false;
            log_->read(here, result.first, 1, [&](const stored_record&) { return seen = true; });
            visible.set_value(seen && log_->end(here) > result.first);
        });
        EXPECT_TRUE(visible.get_future().get());
    }
}

TEST_P(log_contract, lands_the_appends_of_one_caller_in_order) {
    constexpr int count = 2000;
    std::mutex mutex;
    std::condition_variable answered;
    std::vector<offset> firsts(count);
    int open = count;
    for (int i = 0; i < count; ++i) {
        log_->append(here, batch({std::to_string(i)}), [&, i](const append_result& result) {
            const std::lock_guard lock(mutex);
            EXPECT_EQ(result.status, append_status::durable) << result.problem;
            firsts[static_cast<std::size_t>(i)] = result.first;
            if (--open == 0) {
                answered.notify_one();
            }
        });
    }
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return open == 0; });
    EXPECT_TRUE(std::is_sorted(firsts.begin(), firsts.end()));
    const auto found = values(here);
    ASSERT_EQ(found.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        EXPECT_EQ(found[static_cast<std::size_t>(i)], std::to_string(i));
    }
}

TEST_P(log_contract, says_of_an_answer_whether_others_follow_at_once) {
    constexpr int count = 300;
    std::mutex mutex;
    std::condition_variable answered;
    int open = count;
    bool last_said_more = true;
    for (int i = 0; i < count; ++i) {
        log_->append(i % 2 == 0 ? here : elsewhere, batch({"x"}), [&](const append_result& result) {
            const std::lock_guard lock(mutex);
            last_said_more = result.others_follow;
            if (--open == 0) {
                answered.notify_one();
            }
        });
    }
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return open == 0; });
    EXPECT_FALSE(last_said_more) << "whoever waits for the rest waits for ever";
}

/// Appends batches of "writer batch index" from many threads; returns each batch's answer. The
/// writers share one log, or have one each.
std::map<std::string, append_result> write_from_many_threads(const std::vector<events::log*>& logs,
                                                             int writers, int batches,
                                                             int batch_size) {
    std::map<std::string, append_result> answers;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0; i < batches; ++i) {
                strings mine;
                for (int k = 0; k < batch_size; ++k) {
                    mine.push_back(fmt::format("{} {} {}", writer, i, k));
                }
                auto& to = *logs[static_cast<std::size_t>(writer) % logs.size()];
                const auto result = append_and_wait(to, here, batch(mine));
                const std::lock_guard lock(mutex);
                EXPECT_EQ(result.status, append_status::durable) << result.problem;
                answers[mine.front()] = result;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    return answers;
}

/// Every record of every batch lies where its answer says, and the batches in themselves in order.
void expect_every_record_in_its_place(const strings& found,
                                      const std::map<std::string, append_result>& answers,
                                      std::size_t batch_size) {
    ASSERT_EQ(found.size(), answers.size() * batch_size);
    for (const auto& [value, answer] : answers) {
        const std::string start = value.substr(0, value.rfind(' '));
        EXPECT_EQ(answer.at(0), answer.first);
        for (std::size_t k = 0; k < batch_size; ++k) {
            EXPECT_EQ(found.at(answer.at(k)), fmt::format("{} {}", start, k));
            EXPECT_LE(answer.at(0) + k, answer.at(k));
        }
    }
}

void expect_each_writers_order(const strings& found) {
    std::map<int, int> next;
    for (const auto& value : found) {
        const auto space = value.find(' ');
        EXPECT_EQ(std::stoi(value.substr(space + 1)), next[std::stoi(value.substr(0, space))]++);
    }
}

TEST_P(log_contract, loses_nothing_of_many_writers) {
    const auto answers = write_from_many_threads({log_.get()}, 8, 50, 5);
    EXPECT_EQ(answers.size(), 8U * 50U);
    expect_every_record_in_its_place(values(here), answers, 5);
}

TEST_P(log_contract, keeps_each_writers_order_among_many) {
    write_from_many_threads({log_.get()}, 4, 100, 1);
    expect_each_writers_order(values(here));
}

TEST_P(log_contract, says_where_each_record_lies_when_several_logs_write) {
    const auto other = place_->open_another(partitions);
    if (!other) {
        GTEST_SKIP() << "this log has one writer at a time";
    }
    const auto answers = write_from_many_threads({log_.get(), other.get()}, 6, 40, 25);
    EXPECT_EQ(answers.size(), 6U * 40U);
    while (log_->end(here) < 6U * 40U * 25U) {
        std::this_thread::yield(); // the other's records come to be known here by themselves
    }
    expect_every_record_in_its_place(values(here), answers, 25);
    expect_each_writers_order([&] {
        strings firsts;
        for (const auto& value : values(here)) {
            if (value.ends_with(" 0")) {
                firsts.push_back(value);
            }
        }
        return firsts;
    }());
}

TEST_P(log_contract, tells_what_another_log_has_written) {
    const auto other = place_->open_another(partitions);
    if (!other) {
        GTEST_SKIP() << "this log has one writer at a time";
    }
    std::promise<void> told;
    std::atomic<bool> once = false;
    log_->follow([&](partition_id partition) {
        if (partition == here && !once.exchange(true)) {
            told.set_value();
        }
    });
    EXPECT_EQ(append_and_wait(*other, here, batch({"a", "b"})).status, append_status::durable);
    told.get_future().get();
    EXPECT_EQ(values(here), (strings{"a", "b"}));
    log_->follow({});
}

TEST_P(log_contract, says_where_it_ends_when_it_is_asked_whoever_wrote) {
    const auto other = place_->open_another(partitions);
    auto& writer = other ? *other : *log_;
    for (offset i = 0; i < 20; ++i) {
        ASSERT_EQ(append_and_wait(writer, here, batch({"x"})).status, append_status::durable);
        std::promise<std::optional<offset>> told;
        log_->ask_end(here, [&](std::optional<offset> end) { told.set_value(end); });
        EXPECT_EQ(told.get_future().get(), i + 1);
        EXPECT_EQ(values(here).size(), i + 1) << "what lies below the end can be read";
    }
}

TEST_P(log_contract, tells_followers_that_it_has_grown) {
    std::mutex mutex;
    std::condition_variable told;
    std::map<partition_id, offset> grown;
    log_->follow([&](partition_id partition) {
        const std::lock_guard lock(mutex);
        grown[partition] = log_->end(partition);
        told.notify_all();
    });
    append(here, {"a", "b"});
    append(elsewhere, {"x"});
    std::unique_lock lock(mutex);
    told.wait(lock, [&] { return grown[here] == 2 && grown[elsewhere] == 1; });
    EXPECT_EQ(grown.count(partition_id{0}), 0U);
    lock.unlock();

    log_->follow({});
    grown.clear();
    append(here, {"c"});
    reopen(); // no thread of the log is left that could still tell
    EXPECT_TRUE(grown.empty());
}

TEST_P(log_contract, keeps_everything_when_opened_again) {
    append(here, {"a", "b"});
    append(elsewhere, {"x"});
    reopen();
    EXPECT_EQ(log_->partitions(), partitions);
    EXPECT_EQ(log_->end(here), 2U);
    EXPECT_EQ(values(here), (strings{"a", "b"}));
    EXPECT_EQ(append(here, {"c"}), 2U);
    reopen();
    EXPECT_EQ(values(here), (strings{"a", "b", "c"}));
    EXPECT_EQ(values(elsewhere), strings{"x"});
}

TEST_P(log_contract, answers_every_append_before_it_is_closed) {
    std::mutex mutex;
    std::size_t durable = 0;
    std::size_t answered = 0;
    for (int i = 0; i < 500; ++i) {
        log_->append(here, batch({std::to_string(i)}), [&](const append_result& result) {
            const std::lock_guard lock(mutex);
            ++answered;
            durable += result.status == append_status::durable ? 1U : 0U;
        });
    }
    reopen();
    EXPECT_EQ(answered, 500U);
    EXPECT_EQ(log_->end(here), durable);
}

} // namespace
