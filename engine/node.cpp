#include "engine/node_state.hpp"
#include "events/fault.hpp"
#include "events/stop_process.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <utility>

namespace engine {

bool node::state::has_work() const {
    return !completions.empty() || !ends.empty() || !grown.empty() || !errands.empty() ||
           (!queue.empty() && in_flight.size() < options.in_flight_max) || is_done();
}

/// Asked to stop, and everybody who waits for an answer has it.
bool node::state::is_done() const {
    const auto is_empty = [](const auto& part) { return part.second.empty(); };
    return stopping && in_flight.empty() && queue.empty() && completions.empty() &&
           errands.empty() && std::ranges::all_of(doubtful, is_empty) &&
           std::ranges::all_of(asked, is_empty);
}

void node::state::set_trouble(std::string what) {
    const std::lock_guard lock(mutex);
    trouble = std::move(what);
}

/// Folding failed: rows in the store may be of any moment from now on, and answers with them.
void node::state::run() {
    try {
        loop();
    } catch (const std::exception& problem) {
        events::stop_process(fmt::format(
            "decide and fold: {}; what was acknowledged is in the log, so this process must "
            "end, start again and fold it anew",
            problem.what()));
    }
}

void node::state::loop() {
    constexpr std::chrono::milliseconds trouble_pause{200};
    for (;;) {
        std::vector<pending_ptr> commands;
        std::deque<std::packaged_task<void()>> between;
        bool last_try = false;
        {
            std::unique_lock lock(mutex);
            if (trouble.empty()) {
                wake.wait(lock, [&] { return has_work(); });
            } else {
                wake.wait_for(lock, trouble_pause);
            }
            last_try = stopping;
            if (is_done()) {
                running = false;
                return;
            }
            between.swap(errands);
            for (auto& one : completions) {
                unfinished.push_back(std::move(one));
            }
            completions.clear();
            unheard.insert(unheard.end(), ends.begin(), ends.end());
            ends.clear();
            to_look_at.merge(grown);
            grown.clear();
            while (!queue.empty() && commands.size() < options.batch_max &&
                   in_flight.size() + commands.size() < options.in_flight_max) {
                commands.push_back(std::move(queue.front()));
                queue.pop_front();
            }
        }
        if (!commands.empty()) {
            decide_batch(commands); // the log writes them while this thread folds
        }
        fold_news(last_try);
        for (auto& one : between) {
            one();
        }
    }
}

node::node(events::log& log, fold_target& target, const rule_set& rules, const clock& time,
           node_options options)
    : state_(std::make_unique<state>(log, target, rules, time, std::move(options))) {
    if (sodium_init() < 0) {
        throw events::fault("no-randomness", "libsodium found no source of random numbers");
    }
}

node::~node() { stop(); }

void node::start(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    auto& s = *state_;
    // Before the first look at where the log ends: what others write is seen by it, or told.
    s.log.follow([&s](events::partition_id partition) { s.has_grown(partition); });
    try {
        fold_all(s.target, s.log, progress);
    } catch (...) {
        s.log.follow({});
        throw;
    }
    s.running = true;
    s.thread = std::thread([&s] { s.run(); });
}

void node::stop() {
    auto& s = *state_;
    {
        const std::lock_guard lock(s.mutex);
        if (!s.running) {
            return;
        }
        s.stopping = true;
        s.wake.notify_one();
    }
    s.thread.join();
    s.log.follow({});
}

void node::between_commits(const std::function<void()>& what) {
    auto& s = *state_;
    std::packaged_task<void()> errand{what};
    auto ended = errand.get_future();
    {
        const std::lock_guard lock(s.mutex);
        if (s.running) {
            s.errands.push_back(std::move(errand));
            s.wake.notify_one();
        }
    }
    if (errand.valid()) { // NOLINT(bugprone-use-after-move): one that was moved from is not
        errand();         // nobody folds
    }
    ended.get();
}

std::string node::trouble() const {
    const std::lock_guard lock(state_->mutex);
    return state_->trouble;
}

void node::submit(command what, answer_done done) {
    auto& s = *state_;
    auto one = std::make_shared<pending>();
    one->what = std::move(what);
    one->waiting.push_back(std::move(done));
    std::unique_lock lock(s.mutex);
    if (!s.running || s.stopping || s.queue.size() >= s.options.waiting_max) {
        const bool stopped = !s.running || s.stopping;
        lock.unlock();
        one->waiting.front()(
            unavailable{true, stopped ? "the node is stopping; ask another or come back"
                                      : "too many commands are waiting; come back in a moment"});
        return;
    }
    s.queue.push_back(std::move(one));
    s.wake.notify_one();
}

answer node::run(command what) {
    std::promise<answer> promise;
    auto future = promise.get_future();
    submit(std::move(what), [&](answer told) { promise.set_value(std::move(told)); });
    return future.get();
}

} // namespace engine
