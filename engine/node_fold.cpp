#include "engine/node_state.hpp"
#include "engine/record_event.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {

/// Own events are folded as they were sent, without reading them back; what others wrote before or
/// between them is read.
void node::state::fold_durable(const completion& done) {
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
        learn(one, fold_event(target, {place, one->hash, one->decided}), place);
        ++next;
    }
    if (next > committed) {
        target.commit_soon(done.partition, next);
    }
    // Whose place had been read, and held another record: a topic that was made anew begins at 0.
    if (std::ranges::any_of(done.batch, [](const auto& one) { return !one->ended; })) {
        exchanged = fmt::format(
            "the log confirmed a step in a place of partition {} that held another record: it is "
            "no longer the log that it was; stop all nodes, and look at what was done to it",
            done.partition.value);
        give_up(done, false, exchanged);
    }
}

/// Folds what lies in the log, whoever wrote it, up to `end`. When the log cannot be read to there,
/// what was read is kept and log_fault goes on.
void node::state::fold_from_log(events::partition_id partition, events::offset end) {
    events::offset next = target.passed(partition);
    while (next < end) {
        auto seen = next;
        try {
            next = log.read(partition, next, end - next, [&](const events::stored_record& record) {
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

void node::state::fold_stored(events::partition_id partition, const events::stored_record& record) {
    const log_position place{partition, record.at};
    const auto what = event_of_record(decoder, {partition, log.partitions()}, record.value);
    if (!what) {
        target.skipped(place, verdict::foreign, nullptr);
        return;
    }
    const auto own = in_flight.of_event(what->about.id);
    const auto outcome = fold_event(target, {place, events::sha256(record.value), *what});
    if (own) {
        learn(own, outcome, place);
    } else if (outcome == verdict::counts) {
        ahead.overtaken(*what);
    }
}

void node::state::end(const flight_ptr& one) {
    one->ended = true;
    in_flight.remove(*one);
}

/// The log has shown what became of an own event.
void node::state::learn(const flight_ptr& one, verdict answer_of_log, log_position place) {
    if (one->ended) {
        return;
    }
    end(one);
    for (auto& no : std::exchange(one->refused_behind, {})) {
        if (answer_of_log == verdict::counts) {
            // Others may have gone on behind the step already, even with this very command.
            doubtful[one->partition].push_back(std::move(no));
        } else {
            again(no.step.of);
        }
    }
    if (answer_of_log == verdict::counts) {
        ahead.settled(one->decided, one->mark);
        conclude(*one->of, accepted_at(*one, target.find(one->decided.about.subject), place));
        return;
    }
    ahead.failed(one->decided, one->mark);
    if (answer_of_log == verdict::repeated) {
        decide_anew(one->of); // which finds it done, however often it was tried
    } else {
        again(one->of);
    }
}

/// Decide the command once more, on what is folded now.
void node::state::again(const pending_ptr& one) {
    if (++one->tries >= options.tries_max) {
        conclude(*one, lost_every_race());
        return;
    }
    decide_anew(one);
}

void node::state::decide_anew(const pending_ptr& one) {
    const std::lock_guard lock(mutex);
    queue.push_front(one);
}

/// The log has told how far it goes. A refusal holds if nothing has happened in its case up to
/// there; else the command is decided on what has.
void node::state::settle(const end_answer& told) {
    const bool has_answered = told.end && exchanged.empty();
    if (has_answered) {
        fold_from_log(told.partition, *told.end);
    }
    for (auto& one : std::exchange(asked[told.partition], {})) {
        const auto* const now = target.find(one.subject);
        if (!has_answered) {
            conclude(*one.step.of,
                     unavailable{false, "the log does not answer, so that nobody knows whether the "
                                        "case has gone on elsewhere; ask again"});
        } else if ((now == nullptr ? 0 : now->version) != one.version) {
            decide_anew(one.step.of);
        } else {
            refuse(std::move(one.step));
        }
    }
}

void node::state::complete(const completion& done) {
    if (!exchanged.empty()) {
        give_up(done, done.result.status == events::append_status::refused, exchanged);
        return;
    }
    switch (done.result.status) {
    case events::append_status::durable:
        fold_durable(done);
        break;
    case events::append_status::refused:
        give_up(done, true, done.result.problem);
        break;
    case events::append_status::unknown:
        fold_from_log(done.partition, log.end(done.partition)); // what landed is found here
        give_up(done, false, done.result.problem);
        break;
    }
}

/// Those of them whose outcome is not known yet.
void node::state::give_up(const completion& done, bool known_absent, std::string_view problem) {
    for (const auto& one : done.batch) {
        if (!one->ended) {
            end(one);
            ahead.failed(one->decided, one->mark);
            conclude(*one->of, unavailable{known_absent, std::string{problem}});
            for (const auto& no : std::exchange(one->refused_behind, {})) {
                again(no.step.of);
            }
        }
    }
}

/// Folds what was heard of. A log that cannot be read is asked again before long; a node that stops
/// does not wait for it.
void node::state::fold_news(bool last_try) {
    try {
        while (!unfinished.empty()) {
            complete(unfinished.front());
            unfinished.pop_front();
        }
        while (!unheard.empty()) {
            settle(unheard.front());
            unheard.pop_front();
        }
        if (!exchanged.empty()) {
            to_look_at.clear();
        }
        for (auto one = to_look_at.begin(); one != to_look_at.end();) {
            if (in_flight.any_to(*one)) {
                ++one; // its completion will read up to its own place
            } else {
                fold_from_log(*one, log.end(*one));
                one = to_look_at.erase(one);
            }
        }
        set_trouble(exchanged);
    } catch (const events::log_fault& failed) {
        set_trouble(failed.what());
        if (last_try) {
            for (const auto& one : unfinished) {
                give_up(one, false, failed.what());
            }
            unfinished.clear();
            for (const auto& one : std::exchange(unheard, {})) {
                settle({one.partition, std::nullopt});
            }
        }
    }
    ask_where_it_ends();
    tell();
}

/// On a thread of the log's. Answers that were committed together make one turn of the node.
void node::state::landed(completion sent) {
    const std::lock_guard lock(mutex);
    const auto& result = sent.result;
    if (result.status == events::append_status::durable && !sent.batch.empty()) {
        auto& known = own_end.at(sent.partition.value);
        known = std::max(known, result.at(sent.batch.size() - 1) + 1);
    }
    const bool others_follow = result.others_follow;
    completions.push_back(std::move(sent));
    if (!others_follow) {
        wake.notify_one();
    }
}

/// On a thread of the log's, or on the node's own.
void node::state::has_told_end(events::partition_id partition, std::optional<events::offset> end) {
    const std::lock_guard lock(mutex);
    ends.push_back({partition, end});
    wake.notify_one();
}

/// On a thread of the log's. What only own records have grown is folded as they land.
void node::state::has_grown(events::partition_id partition) {
    const auto end_now = log.end(partition);
    const std::lock_guard lock(mutex);
    if (end_now > own_end.at(partition.value)) {
        grown.insert(partition);
    }
    if (!grown.empty() || !completions.empty()) {
        wake.notify_one();
    }
}

} // namespace engine
