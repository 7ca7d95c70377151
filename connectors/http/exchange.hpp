#pragma once

#include "connectors/http/handoff.hpp"
#include "connectors/http/responder.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <variant>

namespace connectors {

/// The handler threw, or let its responder go without an answer.
struct handler_failed {
    std::string text;
    bool unanswered = true;
};
struct handler_answered_twice {};
/// Something waits in the connection's stream.
struct stream_ready {};

using exchange_outcome = std::variant<std::monostate, http_response, std::shared_ptr<stream_buffer>,
                                      handler_failed, handler_answered_twice, stream_ready>;

/// News for one connection from whichever thread.
struct completion {
    std::uint64_t connection = 0;
    std::uint64_t exchange = 0; ///< late news of an earlier exchange is dropped
    exchange_outcome outcome;
};
using completions = handoff<completion>;

/// For news that nobody can take any more: a stream in it learns that its client is gone.
void drop(completion& news);

/// The server's side of one request and its answer. It may outlive the connection and the server.
class exchange final : public answer_sink {
public:
    exchange(std::shared_ptr<completions> to, std::uint64_t connection, std::uint64_t number,
             language preferred);
    ~exchange() override;

    /// Runs the handler. What is answered before it returns goes to `at_once` and not through the
    /// handoff, if there is an `at_once`; this is the io thread then.
    static void serve(const std::shared_ptr<exchange>& self, const handler& with,
                      request_context context, exchange_outcome* at_once);

    /// No answer is wanted any more.
    void abandon() { answered_ = true; }

private:
    void deliver(http_response response) override { tell(std::move(response)); }
    void deliver_stream(std::shared_ptr<stream_buffer> stream) override;
    void answered_twice() override;
    void failed(std::string text);
    bool tell(exchange_outcome outcome);

    std::shared_ptr<completions> to_;
    std::uint64_t connection_;
    std::uint64_t number_;
    exchange_outcome* at_once_ = nullptr; ///< only used by `thread_`
    std::thread::id thread_;
};

} // namespace connectors
