#include "connectors/http/responder.hpp"

#include <algorithm>
#include <stdexcept>

namespace connectors {

const std::string& request_context::parameter(std::string_view name) const {
    const auto found = std::ranges::find(
        parameters, name, [](const auto& one) { return std::string_view{one.first}; });
    if (found == parameters.end()) {
        throw std::logic_error("route has no parameter " + std::string{name});
    }
    return found->second;
}

language request_context::preferred() const {
    return preferred_language(request.headers.joined("Accept-Language"));
}

void responder::answer(http_response response) const {
    if (sink_->answered_.exchange(true)) {
        sink_->answered_twice();
        return;
    }
    sink_->deliver(std::move(response));
}

void responder::answer(const problem& what) const { answer(to_response(what, sink_->language_)); }

event_stream responder::stream(stream_options options) const {
    auto buffer = std::make_shared<stream_buffer>(options);
    if (sink_->answered_.exchange(true)) {
        sink_->answered_twice();
        buffer->finish();
        buffer->close();
    } else {
        sink_->deliver_stream(buffer);
    }
    return event_stream{std::move(buffer)};
}

handler answer_with(std::function<http_response(const request_context&)> function) {
    return [function = std::move(function)](const request_context& context, const responder& to) {
        to.answer(function(context));
    };
}

} // namespace connectors
