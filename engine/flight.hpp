#pragma once

#include "engine/node.hpp"
#include "engine/overlay.hpp"
#include "events/digest.hpp"
#include "events/log.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine {

/// A command on its way, with everybody who waits for its answer.
struct pending {
    command what;
    std::vector<answer_done> waiting;
    int tries = 0;
};
using pending_ptr = std::shared_ptr<pending>;

/// A command that was refused, and when.
struct refused_step {
    pending_ptr of;
    rejection why;
    events::instant at;
};

/// A refusal that nobody has heard of yet: the log is asked first whether the case has gone on.
struct doubtful_refusal {
    refused_step step;
    events::case_id subject;
    std::uint64_t version = 0; ///< of the case that was decided on
};

/// One try of a command: an event on its way to the log. A command that is decided again gets
/// another flight, so that whatever is still heard of the first cannot be taken for the second.
struct flight {
    pending_ptr of;
    events::partition_id partition;
    events::event decided;
    events::digest hash;
    std::string bytes; ///< until they are handed to the log
    overlay::mark mark = 0;
    bool ended = false; ///< its outcome is known, or given up as unknown
    /// Refused because of this step, which nobody can see yet: the log is asked about them once it
    /// counts, or they are decided again when it comes to nothing.
    std::vector<doubtful_refusal> refused_behind{};
};
using flight_ptr = std::shared_ptr<flight>;

/// The flights of a node whose outcome is not known yet.
class flights {
public:
    void add(const flight_ptr& one);
    void remove(const flight& one);
    /// Null when the event is not in flight.
    [[nodiscard]] flight_ptr of_event(const events::event_id& id) const;
    /// Null when the case has no such command in flight.
    [[nodiscard]] flight* of_command(const events::case_id& subject,
                                     const events::command_id& command) const;
    /// The last step of a case that is on its way; null when there is none.
    [[nodiscard]] flight* newest_of(const events::case_id& subject) const;
    [[nodiscard]] std::size_t size() const { return by_event_.size(); }
    [[nodiscard]] bool empty() const { return by_event_.empty(); }
    /// Whether any is on its way to this partition.
    [[nodiscard]] bool any_to(events::partition_id partition) const {
        return by_partition_.contains(partition);
    }

private:
    std::unordered_map<std::string_view, flight_ptr> by_event_; // keys are the flights' own texts
    std::unordered_map<events::case_id, std::vector<flight*>, events::strong_hash> by_case_;
    std::map<events::partition_id, std::size_t> by_partition_; ///< how many, where there are some
};

/// The records of a batch, in its order. Takes the bytes.
[[nodiscard]] std::vector<events::log_record> records_of(const std::vector<flight_ptr>& batch);

/// The answer to a step that counts; `after` is the case as it now stands.
[[nodiscard]] accepted accepted_at(const flight& one, const case_state* after, log_position place);

/// The answer to a command that has counted before in this case; nothing when it has not.
[[nodiscard]] std::optional<accepted> counted_before(const case_state& now,
                                                     const events::case_id& subject,
                                                     const events::command_id& command,
                                                     events::partition_id partition);

[[nodiscard]] events::event_id fresh_event_id(events::instant now);

/// `busy`, once a command was decided too often.
[[nodiscard]] rejection lost_every_race();

/// Where the log says that a partition ends; nothing when it does not answer.
struct end_answer {
    events::partition_id partition;
    std::optional<events::offset> end;
};

/// What the log has answered to one append.
struct completion {
    events::partition_id partition;
    std::vector<flight_ptr> batch;
    events::append_result result;
};

} // namespace engine
