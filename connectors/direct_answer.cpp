#include "connectors/direct_answer.hpp"

#include "connectors/http/trace.hpp"
#include "connectors/http/transport_problems.hpp"

#include <future>

namespace connectors {
namespace {

/// Keeps the answer for the one who waits for it.
class kept_answer final : public answer_sink {
public:
    explicit kept_answer(language speaks) { language_ = speaks; }
    ~kept_answer() override {
        if (!told_) {
            told(to_response(make_problem(transport_problem::internal_error), language_));
        }
    }
    [[nodiscard]] std::future<http_response> answer() { return promise_.get_future(); }

private:
    void told(http_response response) {
        told_ = true;
        promise_.set_value(std::move(response));
    }
    void deliver(http_response response) override { told(std::move(response)); }
    void deliver_stream(std::shared_ptr<stream_buffer> stream) override {
        stream->close();
        told(to_response(api::problem_of("stream_needs_server"), language_));
    }
    void answered_twice() override {}

    std::promise<http_response> promise_;
    bool told_ = false;
};

} // namespace

http_response answer_directly(api::service& by, const router& routes, http_request request,
                              const events::officer_id& as) {
    request_context context{std::move(request), {}, new_trace_id()};
    const auto speaks = context.preferred();
    const auto found = routes.find(context.request.method, context.request.path);
    if (const auto* no = std::get_if<no_route>(&found)) {
        return to_response(make_problem(no->why), speaks);
    }
    if (const auto* options = std::get_if<options_of_address>(&found)) {
        auto response = empty_response();
        response.headers.add("Allow", options->allow);
        return response;
    }
    const auto& match = std::get<route_match>(found);
    context.parameters = match.parameters;
    auto sink = std::make_shared<kept_answer>(speaks);
    auto answer = sink->answer();
    by.serve_as(as, *match.found, std::move(context), responder{std::move(sink)});
    return answer.get();
}

} // namespace connectors
