#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace projections {

/// Commits before long what waits to be committed, and tells those who subscribed of every commit,
/// whoever made it: on a thread of its own, so that neither who folds nor who asks waits for them.
class late_commits {
public:
    /// `commit` makes everything visible that waits, `tell` says so.
    late_commits(std::chrono::milliseconds patience, std::function<void()> commit,
                 std::function<void()> tell);
    ~late_commits(); ///< commits nothing more
    late_commits(const late_commits&) = delete;
    late_commits& operator=(const late_commits&) = delete;

    /// Something waits: commit it when `patience` is over.
    void soon();
    /// Much waits: do not wait any longer.
    void at_once();
    /// Somebody has committed: tell.
    void committed();

private:
    void run();

    std::chrono::milliseconds patience_;
    std::function<void()> commit_;
    std::function<void()> tell_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool waits_ = false;
    bool hurries_ = false;
    bool untold_ = false;
    bool closing_ = false;
    std::thread thread_; ///< last: it uses the others
};

} // namespace projections
