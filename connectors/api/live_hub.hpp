#pragma once

#include "connectors/api/call.hpp"
#include "connectors/http/event_stream.hpp"

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace connectors::api {

/// Passes on to event streams what becomes visible, each with what its officer may see at that
/// moment. One thread for all streams.
class live_hub {
public:
    explicit live_hub(const parts& on);
    /// Closes all streams.
    ~live_hub();
    live_hub(const live_hub&) = delete;
    live_hub& operator=(const live_hub&) = delete;

    struct listener {
        events::officer_id officer;
        /// Asked before anything is sent, and every second: the stream ends when it says no, or
        /// when it throws because nobody can say.
        std::function<bool()> signed_in;
        std::optional<events::office_code> office; ///< only steps there
    };
    /// Sends what came after `last_id` (from now on when empty) until the client goes or is signed
    /// out.
    void add(event_stream to, std::string last_id, listener who);
    [[nodiscard]] std::size_t streams() const;

private:
    struct subscriber {
        event_stream to;
        std::string last_id;
        listener who;
    };
    void run();
    /// Passes on what is new, or ends the stream: a fault ends this one only.
    void look_after(subscriber& one);
    static void tell_failed(const subscriber& one, const std::string& why);
    void pass_on(subscriber& one);

    const parts& on_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::list<subscriber> subscribers_; ///< changed by the thread only, with the lock
    std::list<subscriber> fresh_;
    bool grown_ = false;
    bool closing_ = false;
    std::uint64_t subscription_ = 0;
    std::thread thread_;
};

} // namespace connectors::api
