#pragma once

#include <functional>
#include <memory>

namespace ops {

/// SIGINT and SIGTERM as something to wait for. Made before any thread, so that none of them is
/// ended by a signal.
class stop_signals {
public:
    /// Until ready(), the first of the two ends the process at once, as it ends one that knows
    /// nothing of signals: loading a log can take minutes, and nothing that was answered is lost.
    stop_signals();
    stop_signals(const stop_signals&) = delete;
    stop_signals& operator=(const stop_signals&) = delete;

    /// Done before the process ends at once, on a thread of its own beside all that still runs.
    void last(std::function<void()> what);
    /// From here on the first one is for wait(), whether that has been called or not.
    void ready();
    /// Until the first one since ready(). A second one ends the process at once, with 130.
    void wait();
    /// Ends wait() as the first one does: there is nothing left to wait for. From any thread.
    void no_longer();

private:
    struct shared;
    std::shared_ptr<shared> with_thread_;
};

} // namespace ops
