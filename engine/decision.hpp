#pragma once

#include "engine/case_state.hpp"
#include "engine/command.hpp"
#include "engine/rejection.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>

namespace engine {

/// The next number of each counter of an office's partition: folded state plus what is in flight.
class counters {
public:
    virtual ~counters() = default;
    /// From 1. Does not take it: an event that counts does.
    [[nodiscard]] virtual std::uint64_t next(const std::string& counter) const = 0;
};

/// All that a decision may know besides the state and the command. Time and identity enter here,
/// once, at the edge.
struct decision_context {
    events::instant now{};
    const rule_set& rules;
    const counters& numbers;
    events::event_id id;
};

template <class T> using decided = tl::expected<T, rejection>;

} // namespace engine
