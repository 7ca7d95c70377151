#pragma once

#include "connectors/http/event_stream.hpp"
#include "connectors/http/message.hpp"
#include "connectors/http/problem.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connectors {

/// What a handler is given.
struct request_context {
    http_request request;
    std::vector<std::pair<std::string, std::string>> parameters; ///< of the path, decoded
    /// 32 hexadecimal digits: the trace of `traceparent`, or a new one.
    std::string trace_id;

    /// The value of {name} in the route's pattern. A name that the pattern lacks is a bug.
    [[nodiscard]] const std::string& parameter(std::string_view name) const;
    [[nodiscard]] language preferred() const;
};

/// Where one request's answer goes. The server, and whoever calls a handler without one, derive
/// from it; the first of deliver and deliver_stream is the only one that is called.
class answer_sink {
public:
    virtual ~answer_sink() = default;
    answer_sink() = default;
    answer_sink(const answer_sink&) = delete;
    answer_sink& operator=(const answer_sink&) = delete;

protected:
    friend class responder;
    virtual void deliver(http_response response) = 0;
    virtual void deliver_stream(std::shared_ptr<stream_buffer> stream) = 0;
    /// A second answer came and was thrown away.
    virtual void answered_twice() = 0;

    std::atomic<bool> answered_ = false;
    language language_ = language::vietnamese;
};

/// The handler's side of one request: answer once, from any thread, now or later. Copies are the
/// same responder. If the last copy goes without an answer, the caller gets a 500 problem.
class responder {
public:
    explicit responder(std::shared_ptr<answer_sink> sink) : sink_(std::move(sink)) {}

    void answer(http_response response) const;
    /// In the language that the request prefers.
    void answer(const problem& what) const;
    /// Turns the response into an event stream. The head is sent at once.
    [[nodiscard]] event_stream stream(stream_options options = {}) const;

private:
    std::shared_ptr<answer_sink> sink_;
};

/// Serves one route. It runs on the server's io thread unless the route says otherwise, so it must
/// not block. What it throws becomes a 500 problem whose text goes to the log only.
using handler = std::function<void(request_context, responder)>;

/// A handler that answers before it returns.
[[nodiscard]] handler answer_with(std::function<http_response(const request_context&)> function);

} // namespace connectors
