#include "tests/support/running_node.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace {

using namespace engine;
using testing_support::office_time;
using testing_support::running_node;
using testing_support::step;

/// Hears nothing of what others write until it asks, as a node to which brokers do not deliver just
/// now. Questions wait for answers, if the test wishes.
class deaf_log : public events::memory_log {
public:
    using memory_log::memory_log;

    void follow(std::function<void(events::partition_id)> /*grown*/) override {}
    void ask_end(events::partition_id partition, events::end_told told) const override {
        const std::lock_guard lock(mutex_);
        const auto now = answers_ ? std::optional{end(partition)} : std::nullopt;
        if (waits_) {
            waiting_.push_back([told = std::move(told), now] { told(now); });
            asked_.notify_one();
        } else {
            told(now);
        }
    }

    void answer_nothing() { answers_ = false; }
    void hold() { waits_ = true; }
    /// Waits for a question, and gives its answer to whoever wants to tell it: where the log ended
    /// when it was asked.
    [[nodiscard]] std::function<void()> next_answer() {
        std::unique_lock lock(mutex_);
        asked_.wait(lock, [&] { return !waiting_.empty(); });
        auto out = std::move(waiting_.front());
        waiting_.pop_front();
        return out;
    }

private:
    std::atomic<bool> answers_ = true;
    std::atomic<bool> waits_ = false;
    mutable std::mutex mutex_;
    mutable std::condition_variable asked_;
    mutable std::deque<std::function<void()>> waiting_;
};

/// A node that does not hear of what another one does, which has filed a request.
struct deaf_node {
    running_node elsewhere;
    accepted opened = elsewhere.opened("a");
    deaf_log log{elsewhere.records};
    memory_target folded;
    manual_clock time{office_time("2017-06-01 08:00")};
    std::atomic<int> refusals = 0;
    node engine_node{
        log, folded, default_rule_set(), time,
        node_options{.refused = [this](const auto&, const auto&, auto) { ++refusals; }}};

    deaf_node() { engine_node.start(); }

    [[nodiscard]] command attaching(const std::string& key, std::optional<std::uint64_t> seen) {
        auto what = step(opened.subject, key, attach_document{});
        what.expected_version = seen;
        return what;
    }
    /// Legal once a supplement was requested, which this node has not heard of.
    [[nodiscard]] command receiving(const std::string& key) const {
        return step(opened.subject, key, receive_supplement{});
    }
    [[nodiscard]] std::future<answer> submitted(const command& what) {
        auto told = std::make_shared<std::promise<answer>>();
        auto out = told->get_future();
        engine_node.submit(what, [told](answer a) { told->set_value(std::move(a)); });
        return out;
    }
    void supplement_requested_elsewhere() {
        done_elsewhere(step(opened.subject, "s", request_supplement{{"judgment"}}));
    }
    void done_elsewhere(const command& what) {
        static_cast<void>(std::get<accepted>(elsewhere.engine_node.run(what)));
    }
};

TEST(node_behind, looks_at_the_log_before_it_refuses_who_has_seen_a_newer_version_elsewhere) {
    deaf_node n;
    n.done_elsewhere(n.attaching("b", 1));
    // This one counts, but the node that took it died before it could say so.
    n.done_elsewhere(n.attaching("c", 2));
    const auto told = n.engine_node.run(n.attaching("c", 2));
    ASSERT_TRUE(std::holds_alternative<accepted>(told)) << "a refusal would call it undone";
    EXPECT_TRUE(std::get<accepted>(told).repeated);

    const auto mistaken = n.engine_node.run(n.attaching("d", 9));
    ASSERT_TRUE(std::holds_alternative<rejection>(mistaken)) << "nobody has version 9";
    EXPECT_EQ(std::get<rejection>(mistaken).code, rejection_code::version_conflict);
    EXPECT_EQ(n.refusals, 1) << "what was not refused in the end is in no trail";
}

TEST(node_behind, looks_at_the_log_before_it_refuses_by_any_rule) {
    deaf_node n;
    const auto refused = n.engine_node.run(n.receiving("r"));
    ASSERT_TRUE(std::holds_alternative<rejection>(refused)) << "nothing was requested anywhere";
    EXPECT_EQ(std::get<rejection>(refused).code, rejection_code::not_allowed_now);

    n.supplement_requested_elsewhere();
    const auto legal = n.engine_node.run(n.receiving("t"));
    ASSERT_TRUE(std::holds_alternative<accepted>(legal)) << "it is legal where the case stands now";
    EXPECT_FALSE(std::get<accepted>(legal).repeated);
}

TEST(node_behind, does_not_refuse_what_was_done_elsewhere_whatever_the_caller_has_seen) {
    deaf_node n;
    n.supplement_requested_elsewhere();
    n.done_elsewhere(n.receiving("r"));
    const auto again = n.engine_node.run(n.receiving("r"));
    ASSERT_TRUE(std::holds_alternative<accepted>(again));
    EXPECT_TRUE(std::get<accepted>(again).repeated);
    EXPECT_EQ(n.refusals, 0);
}

TEST(node_behind, asks_the_log_also_before_it_refuses_for_a_step_of_its_own) {
    deaf_node n;
    n.log.next({.held = events::append_fate::wait::before_answer});
    auto own = n.submitted(n.attaching("own", 1));
    while (n.log.end(n.opened.place.partition) < 2) {
        std::this_thread::yield();
    }
    // It has landed, and another node goes on behind it before this one hears that.
    n.supplement_requested_elsewhere();
    n.done_elsewhere(n.receiving("r"));
    auto told = n.submitted(n.receiving("r"));
    n.engine_node.between_commits([] {}); // it is decided
    n.log.release();
    EXPECT_TRUE(std::holds_alternative<accepted>(own.get()));
    const auto again = told.get();
    ASSERT_TRUE(std::holds_alternative<accepted>(again)) << "a refusal would call it undone";
    EXPECT_TRUE(std::get<accepted>(again).repeated);
    EXPECT_EQ(n.refusals, 0);
}

TEST(node_behind, refuses_nothing_while_the_log_does_not_say_where_it_ends) {
    deaf_node n;
    n.log.answer_nothing();
    const auto told = n.engine_node.run(n.receiving("r"));
    ASSERT_TRUE(std::holds_alternative<unavailable>(told));
    EXPECT_FALSE(std::get<unavailable>(told).known_absent);
    EXPECT_EQ(n.refusals, 0);
}

TEST(node_behind, asks_again_for_what_came_after_its_question) {
    deaf_node n;
    n.log.hold();
    auto first = n.submitted(n.receiving("1"));
    const auto answer_to_first = n.log.next_answer();
    n.supplement_requested_elsewhere();
    auto second = n.submitted(n.receiving("2"));
    n.engine_node.between_commits([] {}); // it is decided
    answer_to_first();
    EXPECT_TRUE(std::holds_alternative<rejection>(first.get()));
    n.log.next_answer()();
    EXPECT_TRUE(std::holds_alternative<accepted>(second.get()))
        << "the request lay in the log before the second command came";
}

/// A log in which another node's step lands just when this one starts.
class log_that_grows : public events::memory_log {
public:
    enum class when { after_the_look, before_follow };

    log_that_grows(when moment, log_position place, events::log_record step)
        : memory_log(4), moment_(moment), place_(place), step_(std::move(step)) {}

    [[nodiscard]] events::offset end(events::partition_id partition) const override {
        const auto now = memory_log::end(partition);
        if (moment_ == when::after_the_look && partition == place_.partition) {
            land();
        }
        return now;
    }
    void follow(std::function<void(events::partition_id)> grown) override {
        if (moment_ == when::before_follow) {
            land();
        }
        memory_log::follow(std::move(grown));
    }

private:
    void land() const {
        if (!landed_.exchange(true)) {
            records()->land(place_.partition, {&step_, 1});
        }
    }

    when moment_;
    log_position place_;
    events::log_record step_;
    mutable std::atomic<bool> landed_ = false;
};

TEST(node_behind, misses_nothing_that_others_write_while_it_starts) {
    running_node elsewhere;
    const auto opened = elsewhere.opened("a");
    events::log_record step{events::office_code{"96"}, "request_received", {}};
    elsewhere.log.read(opened.place.partition, opened.place.at, 1, [&](const auto& record) {
        step.value = record.value;
        return true;
    });
    for (const auto moment :
         {log_that_grows::when::after_the_look, log_that_grows::when::before_follow}) {
        log_that_grows log{moment, opened.place, step};
        memory_target folded;
        node engine_node{log, folded, default_rule_set(), elsewhere.time};
        engine_node.start();
        bool seen = false;
        engine_node.between_commits([&] { seen = folded.find(opened.subject) != nullptr; });
        EXPECT_TRUE(seen) << "nobody would ever tell it";
    }
}

TEST(node_behind, stops_when_all_who_wait_have_their_answers) {
    deaf_node n;
    n.log.hold();
    auto told = n.submitted(n.receiving("r"));
    const auto answer_late = n.log.next_answer();
    std::jthread stopping([&] { n.engine_node.stop(); });
    EXPECT_EQ(told.wait_for(std::chrono::milliseconds{50}), std::future_status::timeout);
    answer_late();
    EXPECT_TRUE(std::holds_alternative<rejection>(told.get()));
}

} // namespace
