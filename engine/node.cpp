#include "engine/node.hpp"

#include "engine/flight.hpp"
#include "engine/overlay.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "events/stop_process.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace engine {

struct node::state {
    events::log& log;
    fold_target& target;
    const rule_set& rules;
    const clock& time;
    node_options options;

    overlay ahead;
    events::fast_decoder decoder;
    flights in_flight;                         ///< own appends
    std::set<events::partition_id> to_look_at; ///< others wrote there while own appends were out
    std::vector<std::pair<answer_done, answer>> answers; ///< told after the next commit

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<pending_ptr> queue;
    std::deque<completion> completions;
    std::set<events::partition_id> grown;
    std::string trouble;                            ///< why the log cannot be read just now
    std::deque<std::packaged_task<void()>> errands; ///< of between_commits()
    bool stopping = false;
    bool running = false;
    std::thread thread;

    state(events::log& l, fold_target& t, const rule_set& r, const clock& c, node_options o)
        : log(l), target(t), rules(r), time(c), options(std::move(o)), ahead(t) {}

    // --- deciding ---------------------------------------------------------------------------

    void conclude(pending& one, answer what) {
        for (auto& done : one.waiting) {
            answers.emplace_back(std::move(done),
                                 &done == &one.waiting.back() ? std::move(what) : answer{what});
        }
        one.waiting.clear();
    }

    void tell() {
        auto now = std::move(answers);
        answers.clear();
        for (auto& [done, what] : now) {
            done(std::move(what));
        }
    }

    /// A command that has counted before is answered with what it did then.
    bool answered_as_repeated(const pending_ptr& one, const case_state& state_now,
                              const events::case_id& subject, events::partition_id partition) {
        if (auto* const twin = in_flight.of_command(subject, one->what.id)) {
            for (auto& done : one->waiting) {
                twin->of->waiting.push_back(std::move(done));
            }
            one->waiting.clear();
            return true;
        }
        if (auto before = counted_before(state_now, subject, one->what.id, partition)) {
            conclude(*one, *std::move(before));
            return true;
        }
        return false;
    }

    [[nodiscard]] decision_stamp stamped(const command& what) const {
        if (options.stamp) {
            return options.stamp(what);
        }
        const auto now = time.now();
        return {now, fresh_event_id(now)};
    }

    void refuse(refused_step step) {
        if (options.refused) {
            options.refused(step.of->what, step.why, step.at);
        }
        conclude(*step.of, std::move(step.why));
    }

    /// An event that is ready to be sent; null when there is nothing to send.
    flight_ptr decide_one(const pending_ptr& one) {
        auto& what = one->what;
        const bool opening = what.subject.empty();
        const auto subject = opening ? events::case_opened_by(what.id) : what.subject;
        const case_state& state_now = ahead.look(subject);
        if (state_now.exists()) {
            what.office = state_now.office;
        }
        const auto partition = events::partition_of(what.office, log.partitions());
        if (answered_as_repeated(one, state_now, subject, partition)) {
            return nullptr;
        }
        const auto [now, id] = stamped(what);
        auto outcome =
            decide(state_now, what,
                   decision_context{.now = now, .rules = rules, .numbers = ahead, .id = id});
        if (!outcome) {
            refused_step no{one, std::move(outcome.error()), now};
            if (auto* const ahead_of_it = in_flight.newest_of(subject)) {
                ahead_of_it->refused_behind.push_back(std::move(no));
            } else {
                refuse(std::move(no));
            }
            return nullptr;
        }
        auto out = std::make_shared<flight>();
        out->of = one;
        out->partition = partition;
        out->decided = *std::move(outcome);
        out->bytes = events::encode(out->decided);
        out->hash = events::sha256(out->bytes);
        out->mark = ahead.sent(out->decided, out->hash);
        in_flight.add(out);
        return out;
    }

    void decide_batch(std::vector<pending_ptr> commands) {
        std::map<events::partition_id, completion> batches;
        for (auto& one : commands) {
            if (auto sent = decide_one(one)) {
                auto& batch = batches[sent->partition];
                batch.partition = sent->partition;
                batch.batch.push_back(std::move(sent));
            }
        }
        tell(); // refusals wait for nothing
        for (auto& [partition, batch] : batches) {
            auto records = records_of(batch.batch); // before the batch moves into the callback
            log.append(partition, std::move(records),
                       [this, sent = std::move(batch)](events::append_result result) mutable {
                           sent.result = std::move(result);
                           const std::lock_guard lock(mutex);
                           completions.push_back(std::move(sent));
                           wake.notify_one();
                       });
        }
    }

    // --- folding ----------------------------------------------------------------------------

    void end(const flight_ptr& one) {
        one->ended = true;
        in_flight.remove(*one);
    }

    /// The log has shown what became of an own event.
    void learn(const flight_ptr& one, verdict answer_of_log, log_position place) {
        if (one->ended) {
            return;
        }
        end(one);
        for (auto& no : std::exchange(one->refused_behind, {})) {
            if (answer_of_log == verdict::counts) {
                refuse(std::move(no));
            } else {
                again(no.of);
            }
        }
        if (answer_of_log == verdict::counts) {
            ahead.settled(one->decided, one->mark);
            conclude(*one->of, accepted_at(*one, target.find(one->decided.about.subject), place));
            return;
        }
        ahead.failed(one->decided);
        again(one->of);
    }

    /// Decide the command once more, on what is folded now.
    void again(const pending_ptr& one) {
        if (++one->tries >= options.tries_max) {
            conclude(*one, lost_every_race());
            return;
        }
        const std::lock_guard lock(mutex);
        queue.push_front(one);
    }

    /// Folds what lies in the log, whoever wrote it, up to `end`. When the log cannot be read to
    /// there, what was read is kept and log_fault goes on.
    void fold_from_log(events::partition_id partition, events::offset end) {
        events::offset next = target.passed(partition);
        while (next < end) {
            auto seen = next;
            try {
                next =
                    log.read(partition, next, end - next, [&](const events::stored_record& record) {
                        fold_stored(partition, record);
                        seen = record.at + 1;
                        return true;
                    });
            } catch (const events::log_fault&) {
                if (seen > next) {
                    target.commit_soon(partition, seen);
                }
                throw;
            }
            target.commit_soon(partition, next);
        }
    }

    void fold_stored(events::partition_id partition, const events::stored_record& record) {
        const log_position place{partition, record.at};
        try {
            const events::event what = decoder.decode(record.value);
            const auto own = in_flight.of_event(what.about.id);
            const auto outcome =
                fold_event(target, {place, events::sha256(record.value), record.value, what});
            if (own) {
                learn(own, outcome, place);
            } else if (outcome == verdict::counts) {
                ahead.overtaken(what);
            }
        } catch (const events::decode_error&) {
            target.skipped(place, verdict::foreign, nullptr);
        }
    }

    /// Own events are folded as they were sent, without reading them back; what others wrote
    /// before or between them is read.
    void fold_durable(const completion& done) {
        auto next = target.passed(done.partition);
        auto committed = next;
        for (std::size_t i = 0; i < done.batch.size(); ++i) {
            const log_position place{done.partition, done.result.at(i)};
            if (place.at > next) {
                if (next > committed) {
                    target.commit_soon(done.partition, next);
                }
                fold_from_log(done.partition, place.at);
                committed = next = place.at;
            }
            if (place.at < next) {
                continue; // it was read already, while looking for something else
            }
            const auto& one = done.batch[i];
            learn(one, fold_event(target, {place, one->hash, one->bytes, one->decided}), place);
            ++next;
        }
        if (next > committed) {
            target.commit_soon(done.partition, next);
        }
    }

    void complete(const completion& done) {
        switch (done.result.status) {
        case events::append_status::durable:
            fold_durable(done);
            break;
        case events::append_status::refused:
            give_up(done, true);
            break;
        case events::append_status::unknown:
            fold_from_log(done.partition, log.end(done.partition)); // what landed is found here
            give_up(done, false);
            break;
        }
        tell();
    }

    void give_up(const completion& done, bool known_absent) {
        for (const auto& one : done.batch) {
            if (!one->ended) {
                end(one);
                ahead.failed(one->decided);
                conclude(*one->of, unavailable{known_absent, done.result.problem});
                for (const auto& no : std::exchange(one->refused_behind, {})) {
                    again(no.of);
                }
            }
        }
    }

    // --- the thread -------------------------------------------------------------------------

    /// Heard of, and not finished because the log could not be read.
    std::deque<completion> unfinished;

    [[nodiscard]] bool has_work() const {
        return !completions.empty() || !grown.empty() || !errands.empty() ||
               (!queue.empty() && in_flight.size() < options.in_flight_max) ||
               (stopping && in_flight.empty() && queue.empty());
    }

    void set_trouble(std::string what) {
        const std::lock_guard lock(mutex);
        trouble = std::move(what);
    }

    /// Folds what was heard of. A log that cannot be read is asked again before long; a node that
    /// stops does not wait for it.
    void fold_news(bool last_try) {
        try {
            while (!unfinished.empty()) {
                complete(unfinished.front());
                unfinished.pop_front();
            }
            if (in_flight.empty()) { // else a completion will read up to its own place
                while (!to_look_at.empty()) {
                    fold_from_log(*to_look_at.begin(), log.end(*to_look_at.begin()));
                    to_look_at.erase(to_look_at.begin());
                }
            }
            set_trouble({});
        } catch (const events::log_fault& failed) {
            set_trouble(failed.what());
            if (last_try) {
                for (auto& one : unfinished) {
                    one.result.problem = failed.what();
                    give_up(one, false);
                }
                unfinished.clear();
            }
        }
        tell();
    }

    /// Folding failed: rows in the store may be of any moment from now on, and answers with them.
    void run() {
        try {
            loop();
        } catch (const std::exception& problem) {
            events::stop_process(fmt::format(
                "decide and fold: {}; what was acknowledged is in the log, so this process must "
                "end, start again and fold it anew",
                problem.what()));
        }
    }

    void loop() {
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
                if (stopping && in_flight.empty() && queue.empty() && completions.empty() &&
                    errands.empty()) {
                    running = false;
                    return;
                }
                between.swap(errands);
                for (auto& one : completions) {
                    unfinished.push_back(std::move(one));
                }
                completions.clear();
                to_look_at.merge(grown);
                grown.clear();
                while (!queue.empty() && commands.size() < options.batch_max &&
                       in_flight.size() + commands.size() < options.in_flight_max) {
                    commands.push_back(std::move(queue.front()));
                    queue.pop_front();
                }
            }
            fold_news(last_try);
            for (auto& one : between) {
                one();
            }
            if (!commands.empty()) {
                decide_batch(std::move(commands));
            }
        }
    }
};

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
    std::uint64_t passed = 0;
    std::uint64_t end = 0;
    for (std::uint32_t p = 0; p < s.log.partitions(); ++p) {
        end += s.log.end({p});
    }
    for (std::uint32_t p = 0; p < s.log.partitions(); ++p) {
        const auto last = s.log.end({p});
        fold_partition(s.target, s.log, {p}, last, 10'000, [&](events::offset next) {
            if (progress) {
                progress(passed + next, end);
            }
        });
        passed += last;
    }
    s.running = true;
    s.log.follow([&s](events::partition_id partition) {
        const std::lock_guard lock(s.mutex);
        s.grown.insert(partition);
        s.wake.notify_one();
    });
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
    if (errand.valid()) {
        errand(); // nobody folds
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
