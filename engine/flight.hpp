#pragma once

#include "engine/node.hpp"
#include "engine/overlay.hpp"
#include "events/digest.hpp"
#include "events/log.hpp"

#include <memory>
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
};
using flight_ptr = std::shared_ptr<flight>;

/// What the log has answered to one append.
struct completion {
    events::partition_id partition;
    std::vector<flight_ptr> batch;
    events::append_result result;
};

} // namespace engine
