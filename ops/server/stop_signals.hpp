#pragma once

#include <functional>

namespace ops {

/// SIGINT and SIGTERM as something to wait for. Made before any thread, so that none of them is
/// ended by a signal.
class stop_signals {
public:
    stop_signals(); ///< from here on the two signals are only waited for
    /// Until the first one. A second one ends the process at once, with 130, after `last` ran.
    void wait(std::function<void()> last = {});
};

} // namespace ops
