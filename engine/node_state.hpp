#pragma once

#include "engine/flight.hpp"
#include "engine/node.hpp"
#include "engine/overlay.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

namespace engine {

/// The inside of a node: node_decide.cpp has what it does with commands, node_fold.cpp what it does
/// with the log's news, node.cpp its thread and what others call.
struct node::state {
    // the node's thread alone
    events::log& log;
    fold_target& target;
    const rule_set& rules;
    const clock& time;
    node_options options;
    overlay ahead;
    events::fast_decoder decoder;
    flights in_flight;                         ///< own appends
    std::deque<completion> unfinished;         ///< heard of, while the log could not be read
    std::set<events::partition_id> to_look_at; ///< others wrote there while own appends were out
    /// Decided on what this node knows, before the log was asked whether it knows more.
    std::map<events::partition_id, std::vector<doubtful_refusal>> doubtful;
    /// Of these it has been asked.
    std::map<events::partition_id, std::vector<doubtful_refusal>> asked;
    std::deque<end_answer> unheard; ///< its answers, while it could not be read
    std::vector<std::pair<answer_done, answer>> answers; ///< told after the next commit
    /// How the log has proved to be another one than was folded; empty: it has not. Nothing of it
    /// is folded any more, and nothing decided for it.
    std::string exchanged;

    std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::deque<pending_ptr> queue;
    std::deque<completion> completions;
    std::deque<end_answer> ends;
    std::set<events::partition_id> grown;
    std::vector<events::offset> own_end; ///< by partition: behind the newest own record that landed
    std::string trouble;                 ///< why the log cannot be read just now
    std::deque<std::packaged_task<void()>> errands; ///< of between_commits()
    bool stopping = false;
    bool running = false;
    std::thread thread;

    state(events::log& l, fold_target& t, const rule_set& r, const clock& c, node_options o)
        : log(l), target(t), rules(r), time(c), options(std::move(o)), ahead(t),
          own_end(l.partitions()) {}

    // deciding
    void decide_batch(const std::vector<pending_ptr>& commands);
    [[nodiscard]] flight_ptr decide_one(const pending_ptr& one);
    [[nodiscard]] bool answered_as_repeated(const pending_ptr& one, const case_state& state_now,
                                            const events::case_id& subject,
                                            events::partition_id partition);
    [[nodiscard]] decision_stamp stamped(const command& what) const;
    void refuse(refused_step step);
    void doubt(refused_step step, const case_state& state_now, const events::case_id& subject,
               events::partition_id partition);
    void ask_where_it_ends();
    void conclude(pending& one, answer what);
    void tell();

    // what the log answers and shows, on its threads
    void landed(completion sent);
    void has_grown(events::partition_id partition);
    void has_told_end(events::partition_id partition, std::optional<events::offset> end);

    // folding
    void complete(const completion& done);
    void fold_durable(const completion& done);
    void fold_from_log(events::partition_id partition, events::offset end);
    void fold_stored(events::partition_id partition, const events::stored_record& record);
    void learn(const flight_ptr& one, verdict answer_of_log, log_position place);
    void give_up(const completion& done, bool known_absent, std::string_view problem);
    void settle(const end_answer& told);
    void end(const flight_ptr& one);
    void again(const pending_ptr& one);
    void decide_anew(const pending_ptr& one);

    // the thread
    void run();
    void loop();
    void fold_news(bool last_try);
    [[nodiscard]] bool has_work() const;
    [[nodiscard]] bool is_done() const;
    void set_trouble(std::string what);
};

} // namespace engine
