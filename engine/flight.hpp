#pragma once

#include "engine/node.hpp"
#include "engine/overlay.hpp"
#include "events/digest.hpp"
#include "events/log.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
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

/// One try of a command: an event on its way to the log. A command that is decided again gets
/// another flight, so that whatever is still heard of the first cannot be taken for the second.
struct flight {
    pending_ptr of;
    events::partition_id partition;
    events::event decided;
    events::digest hash;
    std::string bytes;
    overlay::mark mark = 0;
    bool ended = false; ///< its outcome is known, or given up as unknown
    /// Refused because of this step, which nobody can see yet: they hear of it together with the
    /// newer state, or are decided again when the step comes to nothing.
    std::vector<refused_step> refused_behind{};
};
using flight_ptr = std::shared_ptr<flight>;

/// How the flights of a node are named: `CASE/COMMAND`.
[[nodiscard]] std::string command_key(const events::case_id& subject,
                                      const events::command_id& command);

/// The records of a batch, in its order.
[[nodiscard]] std::vector<events::log_record> records_of(const std::vector<flight_ptr>& batch);

/// The answer to a step that counts; `after` is the case as it now stands.
[[nodiscard]] accepted accepted_at(const flight& one, const case_state* after, log_position place);

/// The answer to a command that has counted before in this case; nothing when it has not.
[[nodiscard]] std::optional<accepted> counted_before(const case_state& now,
                                                     const events::case_id& subject,
                                                     const events::command_id& command,
                                                     events::partition_id partition);

[[nodiscard]] events::event_id fresh_event_id(events::instant now);

/// The last own step of a case that is still on its way; null when there is none. The flights are
/// named `CASE/COMMAND`, and `prefix` is `CASE/`.
[[nodiscard]] flight* newest_flight(const std::map<std::string, flight_ptr>& all,
                                    const std::string& prefix);

/// `busy`, once a command was decided too often.
[[nodiscard]] rejection lost_every_race();

/// What the log has answered to one append.
struct completion {
    events::partition_id partition;
    std::vector<flight_ptr> batch;
    events::append_result result;
};

} // namespace engine
