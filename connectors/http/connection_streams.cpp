#include "connectors/http/connection.hpp"

#include <fmt/format.h>

#include <utility>

/// The part of a connection that an answer has turned into an event stream.
namespace connectors {

void connection::start_stream(std::shared_ptr<stream_buffer> stream) {
    http_response response;
    response.content_type = "text/event-stream";
    if (method_ == http_method::head) {
        stream->close();
        return answer(std::move(response));
    }
    host_.text.clear();
    append_head(host_.text, response, {framing_.http_1_1, false, body_of_response::stream},
                host_.date);
    output_.append(host_.text);
    append_to_stream(fmt::format("retry: {}\n\n", host_.options.limits.retry_ms));
    observe(response.status);
    phase_ = phase::streaming;
    stream_ = std::move(stream);
    host_.counters.streams_open.fetch_add(1, std::memory_order_relaxed);
    expire_in(host_.options.limits.ping_interval_ms);
    stream_->attach([news = host_.news, id = id_, number = exchange_] {
        news->put({id, number, stream_ready{}});
    });
    if (host_.stopping) {
        stream_->finish();
    }
    wait_readable(); // The end of the input is how a leaving client shows.
}

void connection::pump_stream() {
    while (flush()) {
        if (closing_) {
            return linger();
        }
        const stream_buffer::portion portion = stream_->take();
        if (portion.text.empty() && !portion.last) {
            return;
        }
        append_to_stream(portion.text);
        if (portion.last) {
            output_.append(framing_.http_1_1 ? last_chunk : std::string_view{});
            closing_ = true;
        }
        expire_in(host_.options.limits.ping_interval_ms);
    }
}

void connection::append_to_stream(std::string_view text) {
    if (text.empty() || !framing_.http_1_1) {
        return output_.append(text);
    }
    host_.text.clear();
    append_chunk(host_.text, text);
    output_.append(host_.text);
}

void connection::end_stream() {
    if (stream_) {
        host_.counters.streams_open.fetch_sub(1, std::memory_order_relaxed);
        std::exchange(stream_, nullptr)->close();
    }
}

} // namespace connectors
