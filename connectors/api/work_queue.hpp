#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace connectors::api {

/// One thread that does small pieces of work in order, for threads that must not do them: the
/// node's, which decides, and the server's, which never waits.
class work_queue {
public:
    work_queue() : thread_([this] { run(); }) {}
    /// Does what waits, then ends.
    ~work_queue();
    work_queue(const work_queue&) = delete;
    work_queue& operator=(const work_queue&) = delete;

    void post(std::function<void()> work);

private:
    void run();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool closing_ = false;
    std::thread thread_; ///< last: it uses the others
};

} // namespace connectors::api
