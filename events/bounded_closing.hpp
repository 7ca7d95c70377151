#pragma once

#include <chrono>

namespace events {

/// What a log can do besides whose appends are confirmed by others: they may be gone when it ends.
class bounded_closing {
public:
    virtual ~bounded_closing() = default;

    /// Waits for confirmations at most so long from now on. Then what is in flight is answered as
    /// not known, or as refused where it never left, and what is appended later is refused: a node
    /// that ends calls it first, so that nobody waits for brokers that do not come back. Nothing
    /// that was answered durable is touched.
    virtual void end_within(std::chrono::milliseconds patience) = 0;
};

} // namespace events
