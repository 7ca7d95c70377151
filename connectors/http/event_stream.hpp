#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace connectors {

struct stream_options {
    /// What may wait for one client; a client that is further behind is told to start afresh.
    std::size_t buffer_bytes_max = 256 * 1024;
};

/// One event as `text/event-stream` has it. `id` and `event` lose their line breaks, `data` is
/// split at them. An empty id or event is left out.
[[nodiscard]] std::string event_text(std::string_view id, std::string_view event,
                                     std::string_view data);

enum class send_status : std::uint8_t {
    queued,
    closed, ///< the client is gone, or was too slow and has been told to reset
};

/// What waits between the threads that send and the thread that writes. All functions may be called
/// from any thread.
class stream_buffer {
public:
    explicit stream_buffer(stream_options options) : options_(options) {}

    // The sender's side.

    /// Should there be no room, the client that has read everything again goes on after this id.
    send_status push(std::string_view text, std::string_view goes_on_after = {});
    void finish();
    [[nodiscard]] bool closed() const;
    void on_close(std::function<void()> notice);

    // The writer's side.

    /// Called once per batch, from the thread that sends: something waits to be taken.
    void attach(std::function<void()> wake);
    struct portion {
        std::string text;
        bool last = false;
    };
    /// All that waits; what was taken before counts as written.
    [[nodiscard]] portion take();
    /// No more will be taken; calls the notice, the first time.
    void close();

private:
    void wake_locked();

    mutable std::mutex mutex_;
    stream_options options_;
    std::string waiting_;
    std::size_t taken_bytes_ = 0; ///< handed to the writer, perhaps not yet in the socket
    bool finished_ = false;
    bool closed_ = false;
    bool awake_ = false;
    std::function<void()> wake_;
    std::function<void()> notice_;
};

/// A response that goes on: server-sent events to one client. Copies are the same stream; it stays
/// open until close() or until the client goes. https://html.spec.whatwg.org/#server-sent-events
class event_stream {
public:
    explicit event_stream(std::shared_ptr<stream_buffer> buffer) : buffer_(std::move(buffer)) {}

    /// Never blocks. An event that the client has no room for replaces all that waits by
    /// `event: reset`, and closes the stream. The reset has the id after which the client goes on
    /// (the event's own unless another is given): with its old one it would be reset for ever.
    send_status send(std::string_view id, std::string_view event, std::string_view data,
                     std::string_view goes_on_after = {}) const;
    /// The same for a text that event_text() made, so that many streams share the work.
    send_status send_text(std::string_view text, std::string_view goes_on_after = {}) const {
        return buffer_->push(text, goes_on_after);
    }
    [[nodiscard]] bool open() const { return !buffer_->closed(); }
    /// Ends the response after what waits has been written.
    void close() const { buffer_->finish(); }
    /// Calls `notice` once when the client is gone or the stream has ended: on the server's io
    /// thread, where it must not block, or at once if that has happened already.
    void on_close(std::function<void()> notice) const { buffer_->on_close(std::move(notice)); }

private:
    std::shared_ptr<stream_buffer> buffer_;
};

} // namespace connectors
