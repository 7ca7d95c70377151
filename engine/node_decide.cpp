#include "engine/node_state.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"

#include <map>

namespace engine {

void node::state::conclude(pending& one, answer what) {
    if (one.waiting.empty()) {
        return;
    }
    auto last = std::move(one.waiting.back());
    one.waiting.pop_back();
    for (auto& done : one.waiting) {
        answers.emplace_back(std::move(done), what);
    }
    answers.emplace_back(std::move(last), std::move(what));
    one.waiting.clear();
}

void node::state::tell() {
    auto now = std::move(answers);
    answers.clear();
    for (auto& [done, what] : now) {
        done(std::move(what));
    }
}

/// A command that has counted before is answered with what it did then.
bool node::state::answered_as_repeated(const pending_ptr& one, const case_state& state_now,
                                       const events::case_id& subject,
                                       events::partition_id partition) {
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

decision_stamp node::state::stamped(const command& what) const {
    if (options.stamp) {
        return options.stamp(what);
    }
    const auto now = time.now();
    return {now, fresh_event_id(now)};
}

void node::state::refuse(refused_step step) {
    if (options.refused) {
        options.refused(step.of->what, step.why, step.at);
    }
    conclude(*step.of, std::move(step.why));
}

/// What is not legal here may be so elsewhere, or done: perhaps another node recorded this very
/// command, and died before it said so. A refusal would call it undone, so the log is asked first.
void node::state::doubt(refused_step step, const case_state& state_now,
                        const events::case_id& subject, events::partition_id partition) {
    doubtful[partition].push_back({std::move(step), subject, state_now.version});
}

/// One question a partition at a time: what was refused after it was asked waits for the next one.
void node::state::ask_where_it_ends() {
    for (auto& [partition, refused] : doubtful) {
        auto& waiting = asked[partition];
        if (waiting.empty() && !refused.empty()) {
            waiting.swap(refused);
            log.ask_end(partition, [this, partition](std::optional<events::offset> end) {
                has_told_end(partition, end);
            });
        }
    }
}

/// An event that is ready to be sent; null when there is nothing to send.
flight_ptr node::state::decide_one(const pending_ptr& one) {
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
    auto outcome = decide(state_now, what,
                          decision_context{.now = now, .rules = rules, .numbers = ahead, .id = id});
    if (!outcome) {
        refused_step no{one, std::move(outcome.error()), now};
        if (auto* const ahead_of_it = in_flight.newest_of(subject)) {
            ahead_of_it->refused_behind.push_back({std::move(no), subject, state_now.version});
        } else {
            doubt(std::move(no), state_now, subject, partition);
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

void node::state::decide_batch(const std::vector<pending_ptr>& commands) {
    std::map<events::partition_id, completion> batches;
    for (const auto& one : commands) {
        if (!exchanged.empty()) {
            // Nothing is written now, but the command may have been, before: nobody can say.
            conclude(*one, unavailable{false, exchanged});
            continue;
        }
        if (auto sent = decide_one(one)) {
            auto& batch = batches[sent->partition];
            batch.partition = sent->partition;
            batch.batch.push_back(std::move(sent));
        }
    }
    ask_where_it_ends();
    tell(); // what is known already waits for nothing
    for (auto& [partition, batch] : batches) {
        auto records = records_of(batch.batch); // before the batch moves into the callback
        log.append(partition, std::move(records),
                   [this, sent = std::move(batch)](events::append_result result) mutable {
                       sent.result = std::move(result);
                       landed(std::move(sent));
                   });
    }
}

} // namespace engine
