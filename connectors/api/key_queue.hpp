#pragma once

#include "events/vault.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace connectors::api {

/// Makes the keys of persons for all requests that wait, in one sync of the vault, on a thread of
/// its own: the threads that serve requests do not wait for the disk.
class key_queue {
public:
    explicit key_queue(events::vault& keys) : keys_(keys), thread_([this] { run(); }) {}
    /// Serves what waits, then ends.
    ~key_queue();
    key_queue(const key_queue&) = delete;
    key_queue& operator=(const key_queue&) = delete;

    /// Calls `then` on the queue's thread, once the persons have keys. When keys could not be made
    /// it is called all the same, and meets the fault when it asks for its own ones.
    void when_made(std::vector<events::person_id> persons, std::function<void()> then);

private:
    struct one {
        std::vector<events::person_id> persons;
        std::function<void()> then;
    };
    void run();
    void make_together(const std::vector<one>& waiting);

    events::vault& keys_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<one> waiting_;
    bool closing_ = false;
    std::thread thread_; ///< last: it uses the others
};

} // namespace connectors::api
