#pragma once

#include "engine/decision.hpp"
#include "engine/fold.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace engine {

/// What a node's own appends in flight will make of cases and counters, if they all count. Folded
/// state never contains it. When one of them fails, its case and counters are forgotten here, and
/// the next decision starts from folded state again.
class overlay : public counters {
public:
    explicit overlay(fold_target& folded) : folded_(folded) {}

    /// A mark by which settled() and failed() know whether an entry still holds the event.
    using mark = std::uint64_t;

    /// The state to decide on; an empty one for a case that does not exist. Valid until changed.
    [[nodiscard]] const case_state& look(const events::case_id& id);
    [[nodiscard]] std::uint64_t next(const std::string& counter) const override;

    /// The event is on its way. It and its hash stay where they are until settled() or failed().
    mark sent(const events::event& what, const events::digest& hash);
    /// The event has been folded and counted.
    void settled(const events::event& what, mark of);
    /// The event does not count, or nobody knows: all that stands on it here is forgotten. What was
    /// sent after it had been forgotten already does not stand on it.
    void failed(const events::event& what, mark of);
    /// Somebody else's event counted on this case: whatever stands on it here is forgotten.
    void overtaken(const events::event& what);

private:
    struct on_its_way {
        const events::event* what;
        const events::digest* hash;
    };
    struct ahead_case {
        std::vector<on_its_way> on_their_way; ///< oldest first
        /// The case with all of them; made only when somebody decides on it meanwhile, which is
        /// seldom: who takes a step waits for its answer before the next.
        std::unique_ptr<case_state> state;
        mark first = 0;
    };
    struct ahead_counter {
        std::uint64_t newest = 0;
        std::size_t in_flight = 0;
        mark first = 0;
    };

    fold_target& folded_;
    std::unordered_map<events::case_id, ahead_case, events::strong_hash> cases_;
    std::unordered_map<std::string, ahead_counter> counters_;
    case_state nothing_;
    mark next_mark_ = 1;
};

} // namespace engine
