#include "tests/support/http_call.hpp"

#include "connectors/http/address.hpp"
#include "connectors/http/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

namespace support {
namespace {

using namespace connectors;

class waiting_sink final : public answer_sink {
public:
    explicit waiting_sink(language preferred) { language_ = preferred; }
    ~waiting_sink() override {
        if (!answered_) {
            deliver(to_response(make_problem(transport_problem::internal_error), language_));
        }
    }
    std::future<http_response> response() { return response_.get_future(); }

private:
    void deliver(http_response response) override { response_.set_value(std::move(response)); }
    void deliver_stream(std::shared_ptr<stream_buffer> stream) override {
        deliver({200, {}, {}, "text/event-stream"});
        stream->close();
    }
    void answered_twice() override { ADD_FAILURE() << "the handler answered twice"; }

    std::promise<http_response> response_;
};

http_response refusal(const route_result& result, std::string_view accept_language) {
    http_response out = empty_response();
    std::string allow;
    if (const auto* none = std::get_if<no_route>(&result)) {
        out = to_response(make_problem(none->why), accept_language);
        allow = none->allow;
    } else {
        allow = std::get<options_of_address>(result).allow;
    }
    if (!allow.empty()) {
        out.headers.add("Allow", allow);
    }
    return out;
}

} // namespace

http_request request_of(std::string_view line, std::string body, http_headers headers) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto method = http_method_from_text(line.substr(0, space));
    const auto target = split_target(line.substr(std::min(space + 1, line.size())));
    auto query = target ? parse_query(target->query) : std::nullopt;
    if (!method || !query) {
        throw std::invalid_argument("not a request line: " + std::string{line});
    }
    return {*method,           std::string{target->path},
            *std::move(query), std::move(headers),
            std::move(body),   "127.0.0.1"};
}

http_response call(const router& routes, http_request request) {
    const std::string accept_language = request.headers.joined("Accept-Language");
    route_result result = routes.find(request.method, request.path);
    auto* match = std::get_if<route_match>(&result);
    if (match == nullptr) {
        return refusal(result, accept_language);
    }
    auto sink = std::make_shared<waiting_sink>(preferred_language(accept_language));
    std::future<http_response> response = sink->response();
    match->found->serve({std::move(request), std::move(match->parameters), new_trace_id()},
                        responder{std::exchange(sink, nullptr)});
    if (response.wait_for(std::chrono::seconds{10}) != std::future_status::ready) {
        ADD_FAILURE() << "no answer in ten seconds";
        return {};
    }
    return response.get();
}

} // namespace support
