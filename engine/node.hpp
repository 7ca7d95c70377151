#pragma once

#include "engine/clock.hpp"
#include "engine/decide.hpp"
#include "engine/fold.hpp"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <variant>

namespace engine {

/// The step is in the log, durable, counted and folded.
struct accepted {
    events::case_id subject;
    events::event_id event;
    std::uint64_t version = 0; ///< of the case, after the step
    std::string code;
    events::status at{};
    log_position place;
    bool repeated = false; ///< the same command had counted before; nothing new was recorded
};

/// Neither yes nor no. `known_absent`: nothing was recorded, and asking again later is safe.
/// Otherwise the outcome is unknown: asking again with the same command id tells it.
struct unavailable {
    bool known_absent = false;
    std::string problem;
};

using answer = std::variant<accepted, rejection, unavailable>;
using answer_done = std::function<void(answer)>;

/// Told of every refusal, on the node's thread; must not block.
using refusal_sink = std::function<void(const command&, const rejection&, events::instant)>;

/// When a command is decided, and the id that its event gets.
struct decision_stamp {
    events::instant now{};
    events::event_id id;
};

struct node_options {
    std::size_t batch_max = 512;      ///< commands decided before the log is handed a batch
    std::size_t in_flight_max = 8192; ///< appends that are not yet answered
    std::size_t waiting_max = 65536;  ///< commands in the queue; more are told to come later
    int tries_max = 5;                ///< decisions of one command before `busy`
    refusal_sink refused{};
    /// For simulated time that must repeat itself: called once for each decision, on the node's
    /// thread. Empty: the clock, and a random id.
    std::function<decision_stamp(const command&)> stamp{};
};

/// Decides commands, appends events, folds the log and answers. One thread owns the folded state
/// and the overlay of its own appends in flight: it decides ahead, on folded state plus overlay, in
/// the order in which it sends; the one rule sorts out whatever overtakes it.
class node {
public:
    node(events::log& log, fold_target& target, const rule_set& rules, const clock& time,
         node_options options = {});
    ~node(); ///< stops
    node(const node&) = delete;
    node& operator=(const node&) = delete;

    /// Folds what the log holds, telling progress as fold_all() does, then begins to decide.
    void start(const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});
    /// Answers what is in flight, then ends the thread. Later commands are told `unavailable`.
    void stop();

    /// Answers through `done`, on the node's thread, when the fold has passed the event.
    void submit(command what, answer_done done);
    /// Waits for the answer.
    [[nodiscard]] answer run(command what);
    /// Why the log cannot be read just now, or is not the one that was folded; empty while neither
    /// holds. The node goes on trying to read; with another log it does nothing until it is started
    /// anew.
    [[nodiscard]] std::string trouble() const;

    /// Runs `what` on the node's thread while nothing is folded and not committed, waits for it,
    /// and throws what it throws. On this thread when the node does not run.
    void between_commits(const std::function<void()>& what);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace engine
