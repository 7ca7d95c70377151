#include "connectors/http/connection.hpp"
#include "connectors/http/trace.hpp"

#include <fmt/format.h>

#include <utility>

/// The part of a connection that finds the handler of a request and writes its answer.
namespace connectors {

void connection::on_header() {
    const http_request& request = parser_.request();
    began_ = clock::now();
    framing_ = parser_.framing();
    method_ = request.method;
    accept_language_ = request.headers.joined("Accept-Language");
    route_ = host_.routes.find(request.method, request.path);
    const auto* match = std::get_if<route_match>(&route_);
    large_body_refused_.reset();
    if (match != nullptr && match->found->options.body_bytes_max > 0) {
        allow_body(match->found->options.body_bytes_max);
    }
    if (!framing_.has_body) {
        return;
    }
    if (match == nullptr && framing_.expects_continue) {
        closing_ = true; // The client waits to hear whether the body is wanted. It is not.
        return refuse_route();
    }
    in_body_ = true;
    continued_ = false;
    expire_in(host_.options.limits.body_timeout_ms);
}

/// A handler knows who asks once it has the whole body; all bodies together have so much room only,
/// which nobody whom the application does not know may take away from the others.
void connection::allow_body(std::size_t bytes_max) {
    const auto& refuse = host_.options.refuse_large_body;
    if (refuse && bytes_max > host_.options.limits.request.body_bytes_max) {
        large_body_refused_ = refuse(parser_.request());
    }
    if (!large_body_refused_) {
        parser_.allow_body(bytes_max);
    }
}

void connection::on_request() {
    in_body_ = false;
    count_body(0);
    began_ = clock::now();
    http_request request = parser_.take();
    if (const auto* match = std::get_if<route_match>(&route_)) {
        call_handler(*match->found, std::move(request));
    } else {
        refuse_route();
    }
}

void connection::on_malformed() {
    began_ = clock::now();
    method_ = parser_.request().method;
    accept_language_ = parser_.request().headers.joined("Accept-Language");
    closing_ = true;
    if (large_body_refused_ && parser_.failure() == transport_problem::body_too_large) {
        return answer(*std::exchange(large_body_refused_, std::nullopt));
    }
    answer(parser_.failure());
}

void connection::refuse_route() {
    if (const auto* none = std::get_if<no_route>(&route_)) {
        answer(none->why, none->allow);
    } else {
        http_response response = empty_response();
        response.headers.add("Allow", std::get<options_of_address>(route_).allow);
        answer(std::move(response));
    }
}

void connection::call_handler(const route& serving, http_request request) {
    request.remote_address = remote_address_;
    trace_id_ = trace_id_of(request.header("traceparent")).value_or(std::string{});
    if (trace_id_.empty()) {
        trace_id_ = new_trace_id();
    }
    request_context context{std::move(request), std::move(std::get<route_match>(route_).parameters),
                            trace_id_};
    phase_ = phase::handling;
    expire_in(host_.options.limits.answer_timeout_ms);
    auto current = std::make_shared<exchange>(host_.news, id_, ++exchange_,
                                              preferred_language(accept_language_));
    if (serving.options.where == run_on::workers) {
        auto shared = std::make_shared<request_context>(std::move(context));
        if (!host_.run_on_worker([current, shared, &serving] {
                exchange::serve(current, serving.serve, std::move(*shared), nullptr);
            })) {
            current->abandon();
            answer(transport_problem::server_full);
        }
        return;
    }
    exchange_outcome at_once;
    exchange::serve(current, serving.serve, std::move(context), &at_once);
    on_outcome(std::move(at_once));
}

void connection::on_completion(completion&& news) {
    if (closed() || news.exchange != exchange_) {
        if (const auto* failure = std::get_if<handler_failed>(&news.outcome)) {
            host_.log("http: a handler failed after its answer was due: " + failure->text);
        }
        drop(news);
    } else if (on_outcome(std::move(news.outcome))) {
        run();
    }
}

/// Answers true when there is something to write.
bool connection::on_outcome(exchange_outcome&& outcome) {
    if (auto* response = std::get_if<http_response>(&outcome)) {
        answer(std::move(*response));
    } else if (auto* stream = std::get_if<std::shared_ptr<stream_buffer>>(&outcome)) {
        start_stream(std::move(*stream));
    } else if (const auto* failure = std::get_if<handler_failed>(&outcome)) {
        on_failure(*failure);
    } else if (std::holds_alternative<handler_answered_twice>(outcome)) {
        host_.log(fmt::format("http: a handler answered twice, trace {}", trace_id_));
        return false;
    } else {
        return std::holds_alternative<stream_ready>(outcome);
    }
    return true;
}

void connection::on_failure(const handler_failed& failure) {
    host_.log(fmt::format("http: a handler failed, trace {}: {}", trace_id_, failure.text));
    if (failure.unanswered) {
        answer(transport_problem::internal_error);
    }
}

void connection::answer(http_response&& response) {
    closing_ = closing_ || !framing_.keep_alive || host_.stopping;
    const bool head = method_ == http_method::head;
    host_.text.clear();
    append_head(
        host_.text, response,
        {framing_.http_1_1, !closing_, head ? body_of_response::hidden : body_of_response::sized},
        host_.date);
    output_.append(host_.text);
    if (!head && !has_no_body(response.status)) {
        output_.append_body(std::move(response.body));
    }
    observe(response.status);
    phase_ = phase::reading;
    in_body_ = false;
    const http_limits& limits = host_.options.limits;
    expire_in(parser_.idle() ? limits.idle_timeout_ms : limits.header_timeout_ms);
}

void connection::answer(transport_problem which, std::string_view allow) {
    problem what = make_problem(which);
    if (which == transport_problem::internal_error) {
        what.trace_id = trace_id_;
    }
    http_response response = to_response(what, accept_language_);
    if (!allow.empty()) {
        response.headers.add("Allow", std::string{allow});
    }
    answer(std::move(response));
}

void connection::observe(int status) {
    host_.counters.requests_total.fetch_add(1, std::memory_order_relaxed);
    if (host_.options.observe) {
        const auto* match = std::get_if<route_match>(&route_);
        host_.options.observe(
            {method_, match != nullptr ? std::string_view{match->found->pattern} : "", status,
             began_ ? std::chrono::duration<double>(clock::now() - *began_).count() : 0.0,
             trace_id_, remote_address_});
    }
    // The next one may fail before it has any of these.
    route_ = no_route{};
    began_.reset();
    trace_id_.clear();
}

} // namespace connectors
