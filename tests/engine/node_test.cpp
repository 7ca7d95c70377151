#include "tests/support/running_node.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <thread>

namespace {

using namespace engine;
using testing_support::filing;
using testing_support::office_time;
using testing_support::running_node;
using testing_support::step;

/// Says that a record is passed as soon as it is counted, as a store does that keeps positions with
/// its rows.
class eager_target : public memory_target {
public:
    void counted(const placed_event& event, const case_state& before,
                 const case_state& after) override {
        memory_target::counted(event, before, after);
        counted_upto_ = event.place.at + 1;
    }
    void commit(events::partition_id partition, events::offset next) override {
        memory_target::commit(partition, next);
        committed_upto_ = next;
    }
    [[nodiscard]] events::offset passed(events::partition_id) const override {
        return counted_upto_;
    }
    [[nodiscard]] events::offset committed_upto() const { return committed_upto_; }

private:
    events::offset counted_upto_ = 0;
    events::offset committed_upto_ = 0;
};

TEST(node, commits_own_events_also_when_the_target_passes_them_at_once) {
    events::memory_log log{std::make_shared<events::memory_records>(1)};
    eager_target folded;
    const manual_clock time{office_time("2017-06-01 08:00")};
    node engine_node{log, folded, default_rule_set(), time};
    engine_node.start();
    const auto answer = engine_node.run(filing("a"));
    engine_node.stop();
    ASSERT_TRUE(std::holds_alternative<accepted>(answer));
    EXPECT_EQ(folded.committed_upto(), 1U);
}

TEST(node, answers_with_what_was_recorded) {
    running_node n;
    const auto answer = n.opened("a");
    EXPECT_EQ(answer.version, 1U);
    EXPECT_EQ(answer.at, events::status::received);
    EXPECT_TRUE(answer.code.ends_with("-170601-0001")) << answer.code;
    EXPECT_EQ(answer.place.partition, events::partition_of(events::office_code{"96"}, 4));
}

TEST(node, answers_a_repeated_command_without_recording_it_again) {
    running_node n;
    const auto first = n.opened("a");
    const auto again = n.opened("a");
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.subject, first.subject);
    EXPECT_EQ(again.version, 1U);
    EXPECT_EQ(n.log.end(first.place.partition), 1U);
}

TEST(node, passes_an_event_by_that_lies_in_a_partition_that_is_not_its_offices) {
    running_node n;
    const auto opened = n.opened("a");
    events::event stray;
    n.log.read(opened.place.partition, opened.place.at, 1, [&](const auto& record) {
        stray = events::decode(record.value);
        return true;
    });
    stray.about.subject = events::case_id{"stray"};
    stray.about.command = events::command_id{"stray command"};
    stray.common.numbers.clear();
    const events::partition_id elsewhere{(opened.place.partition.value + 1) % 4};
    const std::vector<events::log_record> one{
        {events::office_code{"96"}, "x", events::encode(stray)}};
    n.records->land(elsewhere, one);
    n.opened("b"); // a turn of the node, which has heard of the other partition before
    n.engine_node.stop();
    EXPECT_EQ(n.folded.passed(elsewhere), 1U);
    EXPECT_FALSE(n.folded.cases().contains(stray.about.subject));
    EXPECT_EQ(n.refolded().cases(), n.folded.cases());
}

TEST(node, refuses_and_tells_the_audit_trail) {
    running_node n;
    const auto opened = n.opened("a");
    const auto answer = n.engine_node.run(step(opened.subject, "b", issue_decision{}));
    const auto& no = std::get<rejection>(answer);
    EXPECT_EQ(no.code, rejection_code::not_allowed_now);
    EXPECT_EQ(no.at, events::status::received);
    EXPECT_FALSE(no.allowed.empty());
    EXPECT_EQ(n.refusals, 1);
    EXPECT_EQ(n.log.end(opened.place.partition), 1U) << "a refusal is not in the case's log";
}

TEST(node, lets_exactly_one_of_sixteen_clients_take_the_same_step) {
    running_node n;
    for (int round = 0; round < 20; ++round) {
        const auto opened = n.opened("case " + std::to_string(round));
        std::atomic<int> won = 0;
        std::atomic<int> refused = 0;
        std::latch together{16};
        std::vector<std::jthread> clients;
        for (int client = 0; client < 16; ++client) {
            clients.emplace_back([&, client] {
                const auto key = std::to_string(round) + "/" + std::to_string(client);
                together.arrive_and_wait();
                const auto answer =
                    n.engine_node.run(step(opened.subject, key, request_supplement{{"judgment"}}));
                if (std::holds_alternative<accepted>(answer)) {
                    ++won;
                } else {
                    const auto& no = std::get<rejection>(answer);
                    refused += no.at == events::status::awaiting_supplement ? 1 : 0;
                }
            });
        }
        clients.clear();
        EXPECT_EQ(won, 1);
        EXPECT_EQ(refused, 15) << "each is told the newer status";
    }
    n.expect_dense_numbers_and_equal_replay();
}

/// Two clients offer the same step, and the log has not answered for the first one when the second
/// is decided.
struct second_behind_first {
    running_node n;
    accepted opened = n.opened("a");
    std::promise<answer> first;
    std::promise<std::pair<answer, std::uint64_t>> second; ///< with the version that it can see

    explicit second_behind_first(events::append_fate of_first) {
        of_first.held = events::append_fate::wait::before_answer;
        n.log.next(std::move(of_first));
        const request_supplement what{{"judgment"}};
        n.engine_node.submit(step(opened.subject, "first", what),
                             [&](answer told) { first.set_value(std::move(told)); });
        while (n.log.in_flight() == 0) {
            std::this_thread::yield();
        }
        n.engine_node.submit(step(opened.subject, "second", what), [&](answer told) {
            second.set_value({std::move(told), n.folded.find(opened.subject)->version});
        });
        // Commands are decided in the order in which they come: the second was before this one.
        static_cast<void>(n.engine_node.run(
            step(events::case_id{events::uuid_of("nobody's")}, "other", issue_decision{})));
        n.log.release();
    }
};

TEST(node, tells_a_refusal_only_when_the_step_that_it_stands_on_can_be_seen) {
    second_behind_first both{{}};
    EXPECT_TRUE(std::holds_alternative<accepted>(both.first.get_future().get()));
    const auto [told, version] = both.second.get_future().get();
    EXPECT_TRUE(std::holds_alternative<rejection>(told));
    EXPECT_EQ(version, 2U);
}

TEST(node, decides_again_what_it_refused_for_a_step_that_came_to_nothing) {
    second_behind_first both{{.answer = events::append_status::refused, .landing_max = 0}};
    EXPECT_TRUE(std::holds_alternative<unavailable>(both.first.get_future().get()));
    EXPECT_TRUE(std::holds_alternative<accepted>(both.second.get_future().get().first));
    both.n.expect_dense_numbers_and_equal_replay();
}

TEST(node, decides_again_when_another_writer_was_first) {
    running_node n;
    const auto opened = n.opened("a");
    // Another node hands in a filing of its own, decided on the same state: same next number.
    running_node elsewhere;
    const auto first = elsewhere.opened("a");
    const auto rival = elsewhere.opened("rival");
    std::string bytes;
    elsewhere.log.read(rival.place.partition, rival.place.at, 1, [&](const auto& record) {
        bytes = record.value;
        return true;
    });
    static_cast<void>(first);
    n.log.next({.rivals = {{events::office_code{"96"}, "request_received", bytes}}});
    const auto answer = n.opened("mine");
    EXPECT_TRUE(answer.code.ends_with("-0003")) << "the rival took 0002: " << answer.code;
    n.engine_node.stop();
    EXPECT_EQ(n.folded.skipped_records().size(), 1U) << "the first try stays, superseded";
    static_cast<void>(opened);
}

TEST(node, finds_done_what_another_node_has_recorded_whenever_it_would_try_no_more) {
    running_node elsewhere;
    const auto there = elsewhere.opened("a");
    std::string bytes;
    elsewhere.log.read(there.place.partition, there.place.at, 1, [&](const auto& record) {
        bytes = record.value;
        return true;
    });
    events::memory_log log{4};
    log.next({.rivals = {{events::office_code{"96"}, "request_received", bytes}}});
    memory_target folded;
    node engine_node{log, folded, default_rule_set(), elsewhere.time, node_options{.tries_max = 1}};
    engine_node.start();
    const auto told = engine_node.run(filing("a"));
    engine_node.stop();
    ASSERT_TRUE(std::holds_alternative<accepted>(told)) << "it counts, and is called busy";
    EXPECT_TRUE(std::get<accepted>(told).repeated);
    EXPECT_EQ(std::get<accepted>(told).subject, there.subject);
}

/// An office whose events lie in another partition than those of office 96.
events::office_code office_elsewhere(std::uint32_t partitions) {
    const auto here = events::partition_of(events::office_code{"96"}, partitions);
    for (const auto& one : default_rule_set().offices) {
        if (events::partition_of(one.key, partitions) != here && !one.valid_to) {
            return one.key;
        }
    }
    return {};
}

TEST(node, follows_what_others_write_elsewhere_while_its_own_steps_are_on_their_way) {
    running_node n;
    n.log.next({.held = events::append_fate::wait::before_answer});
    std::promise<answer> first;
    n.engine_node.submit(filing("held"), [&](answer told) { first.set_value(std::move(told)); });
    while (n.log.in_flight() == 0) {
        std::this_thread::yield();
    }
    events::memory_log other_log{n.records};
    memory_target other_folded;
    node other{other_log, other_folded, default_rule_set(), n.time};
    other.start();
    auto what = filing("of others");
    what.office = office_elsewhere(other_log.partitions());
    ASSERT_FALSE(what.office.empty());
    const auto written = std::get<accepted>(other.run(what));
    other.stop();
    bool seen = false;
    for (int tries = 0; tries < 500 && !seen; ++tries) {
        n.engine_node.between_commits([&] { seen = n.folded.find(written.subject) != nullptr; });
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    EXPECT_TRUE(seen) << "a node under load would never show it";
    n.log.release();
    EXPECT_TRUE(std::holds_alternative<accepted>(first.get_future().get()));
}

TEST(node, calls_an_unknown_outcome_neither_success_nor_failure) {
    running_node n;
    n.log.next({.answer = events::append_status::unknown, .landing_max = 0});
    const auto lost = n.engine_node.run(filing("lost"));
    ASSERT_TRUE(std::holds_alternative<unavailable>(lost));
    EXPECT_FALSE(std::get<unavailable>(lost).known_absent);
    EXPECT_FALSE(std::get<accepted>(n.engine_node.run(filing("lost"))).repeated);

    n.log.next({.answer = events::append_status::unknown});
    const auto landed = n.engine_node.run(filing("landed"));
    EXPECT_TRUE(std::holds_alternative<accepted>(landed)) << "reading the log told";
    EXPECT_TRUE(std::get<accepted>(n.engine_node.run(filing("landed"))).repeated);
    n.expect_dense_numbers_and_equal_replay();
}

/// Confirms steps at its beginning, as a topic does that was deleted and made anew.
class log_made_anew : public events::memory_log {
public:
    using memory_log::memory_log;

    void append(events::partition_id partition, std::vector<events::log_record> batch,
                events::append_done done) override {
        if (anew_) {
            ++confirmed_anew;
            done({events::append_status::durable, 0, {}});
        } else {
            memory_log::append(partition, std::move(batch), std::move(done));
        }
    }
    void make_anew() { anew_ = true; }

    std::atomic<int> confirmed_anew = 0;

private:
    std::atomic<bool> anew_ = false;
};

TEST(node, calls_unknown_what_is_confirmed_in_the_place_of_another_record) {
    log_made_anew log{4};
    memory_target folded;
    const manual_clock time{office_time("2017-06-01 08:00")};
    node engine_node{log, folded, default_rule_set(), time};
    engine_node.start();
    ASSERT_TRUE(std::holds_alternative<accepted>(engine_node.run(filing("a"))));
    log.make_anew();
    std::promise<answer> told;
    auto answered = told.get_future();
    engine_node.submit(filing("b"), [&](answer what) { told.set_value(std::move(what)); });
    ASSERT_EQ(answered.wait_for(std::chrono::seconds{20}), std::future_status::ready)
        << "nobody would ever hear, and the node would not stop either";
    const auto what = answered.get();
    ASSERT_TRUE(std::holds_alternative<unavailable>(what));
    EXPECT_FALSE(std::get<unavailable>(what).known_absent);
    EXPECT_FALSE(std::get<unavailable>(what).problem.empty());
    // From then on it decides nothing for that log, and says so to whoever asks if it is ready.
    EXPECT_NE(engine_node.trouble(), "");
    const auto later = engine_node.run(filing("c"));
    ASSERT_TRUE(std::holds_alternative<unavailable>(later));
    EXPECT_FALSE(std::get<unavailable>(later).known_absent) << "it may have been sent before";
    EXPECT_EQ(log.confirmed_anew, 1) << "it went on to write into a log that is none of its own";
    EXPECT_NE(engine_node.trouble(), "");
    engine_node.stop();
}

TEST(node, says_that_nothing_was_recorded_when_the_log_refused) {
    running_node n;
    n.log.next({.answer = events::append_status::refused, .landing_max = 0});
    const auto full = n.engine_node.run(filing("a"));
    ASSERT_TRUE(std::holds_alternative<unavailable>(full));
    EXPECT_TRUE(std::get<unavailable>(full).known_absent);
    EXPECT_TRUE(std::get<accepted>(n.engine_node.run(filing("a"))).code.ends_with("-0001"));
}

TEST(node, keeps_numbers_dense_and_answers_true_on_a_log_that_misbehaves) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    running_node n;
    n.log.by_chance(seed, {.unknown = 0.05, .repeat = 0.05, .refuse = 0.05});
    std::atomic<int> acknowledged = 0;
    {
        std::vector<std::jthread> clients;
        for (int client = 0; client < 8; ++client) {
            clients.emplace_back([&, client] {
                for (int i = 0; i < 100; ++i) {
                    const auto key = std::to_string(client) + "/" + std::to_string(i);
                    // Whoever does not know asks again with the same command.
                    for (int tries = 0; tries < 50; ++tries) {
                        const auto answer = n.engine_node.run(filing(key));
                        if (std::holds_alternative<accepted>(answer)) {
                            ++acknowledged;
                            break;
                        }
                    }
                }
            });
        }
    }
    const auto counts = n.log.counts();
    EXPECT_GT(counts.unknown + counts.repeated + counts.refused, 0U) << "the faults must happen";
    EXPECT_EQ(acknowledged, 800);
    n.expect_dense_numbers_and_equal_replay();
    EXPECT_EQ(n.folded.cases().size(), 800U) << "no command counted twice, none was lost";
}

TEST(node, folds_what_the_log_holds_before_it_begins) {
    running_node first;
    const auto opened = first.opened("a");
    first.engine_node.stop();
    memory_target folded;
    node second{first.log, folded, default_rule_set(), first.time};
    std::uint64_t told = 0;
    second.start([&](std::uint64_t passed, std::uint64_t) { told = passed; });
    EXPECT_EQ(told, 1U);
    const auto answer = second.run(step(opened.subject, "b", request_supplement{{"judgment"}}));
    EXPECT_EQ(std::get<accepted>(answer).version, 2U);
}

TEST(node, runs_errands_on_its_own_thread_between_commits) {
    running_node n;
    static_cast<void>(n.opened("a"));
    std::thread::id folds;
    std::size_t cases = 0;
    n.engine_node.between_commits([&] {
        folds = std::this_thread::get_id();
        cases = n.folded.cases().size(); // nobody else touches the fold now
    });
    EXPECT_NE(folds, std::this_thread::get_id());
    EXPECT_EQ(cases, 1U);
    EXPECT_THROW(n.engine_node.between_commits([] { throw std::runtime_error("no"); }),
                 std::runtime_error);
    static_cast<void>(n.opened("b")); // it goes on after an errand that failed
    n.engine_node.stop();
    n.engine_node.between_commits([&] { folds = std::this_thread::get_id(); });
    EXPECT_EQ(folds, std::this_thread::get_id()) << "nobody folds: at once, here";
}

TEST(node, repeats_a_run_byte_for_byte_when_it_is_told_time_and_ids) {
    const auto run = [] {
        events::memory_log log{4};
        memory_target folded;
        const manual_clock stands{office_time("2030-01-01 00:00")};
        int decided = 0;
        node_options how;
        how.stamp = [&](const command& what) {
            return decision_stamp{office_time("2017-06-01 08:00") + std::chrono::minutes{++decided},
                                  events::event_id{events::uuid_of("event of " + what.id.str())}};
        };
        node engine_node{log, folded, default_rule_set(), stands, std::move(how)};
        engine_node.start();
        const auto opened = std::get<accepted>(engine_node.run(filing("a")));
        EXPECT_TRUE(std::holds_alternative<accepted>(
            engine_node.run(step(opened.subject, "b", refer_elsewhere{}))));
        engine_node.stop();
        EXPECT_EQ(folded.find(opened.subject)->changed_at, office_time("2017-06-01 08:02"));
        return folded.find(opened.subject)->head;
    };
    EXPECT_EQ(run(), run());
}

} // namespace
