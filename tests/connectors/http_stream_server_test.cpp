#include "connectors/http/server.hpp"
#include "tests/support/http_wire.hpp"
#include "tests/support/kept.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace connectors;
using support::field_of;
using support::http_wire;
using support::kept;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

/// HTTP/1.0 shows the events without the chunks' frames.
std::string watch(std::string_view fields = "") {
    return "GET /watch HTTP/1.0\r\n" + std::string{fields} + "\r\n";
}

struct http_streams : testing::Test {
    http_streams() {
        routes.add("GET /watch", [this](const request_context& context, const responder& to) {
            last_ids.keep(std::string{context.request.header("Last-Event-ID")});
            streams.keep(to.stream(settings));
        });
    }

    http_server& server() {
        if (!server_) {
            server_.emplace(options, std::move(routes));
        }
        return *server_;
    }
    http_wire watching(std::string_view request) {
        http_wire out{server().port()};
        out.send(request);
        return out;
    }

    kept<event_stream> streams;
    kept<std::string> last_ids;
    stream_options settings;
    http_server_options options;
    router routes;

private:
    std::optional<http_server> server_;
};

} // namespace

TEST_F(http_streams, events_reach_the_client_in_order) {
    http_wire wire = watching(watch());
    const event_stream stream = streams.next();
    EXPECT_EQ(stream.send("1", "case_changed", "{}"), send_status::queued);
    EXPECT_EQ(stream.send("2", "", "a\nb"), send_status::queued);
    const std::string head = wire.read_head();
    EXPECT_EQ(field_of(head, "Content-Type"), "text/event-stream");
    EXPECT_EQ(field_of(head, "Cache-Control"), "no-store");
    EXPECT_EQ(wire.read_until("b\n\n"), "retry: 3000\n\n"
                                        "id: 1\nevent: case_changed\ndata: {}\n\n"
                                        "id: 2\ndata: a\ndata: b\n\n");
    stream.close();
    EXPECT_EQ(wire.read_to_end(), "");
    EXPECT_EQ(stream.send("3", "", ""), send_status::closed);
}

TEST_F(http_streams, http_1_1_gets_chunks_and_a_last_one) {
    http_wire wire = watching("GET /watch HTTP/1.1\r\nHost: h\r\n\r\n");
    const event_stream stream = streams.next();
    EXPECT_EQ(field_of(wire.read_head(), "Transfer-Encoding"), "chunked");
    EXPECT_EQ(wire.read_until("\r\n"), "d\r\n");
    EXPECT_EQ(wire.read_until("\r\n"), "retry: 3000\n\n\r\n");
    stream.send("", "", "x");
    EXPECT_EQ(wire.read_until("x\n\n\r\n"), "9\r\ndata: x\n\n\r\n");
    stream.close();
    EXPECT_EQ(wire.read_to_end(), "0\r\n\r\n");
}

TEST_F(http_streams, a_client_that_comes_back_says_where_it_was) {
    const http_wire first = watching(watch());
    EXPECT_EQ(last_ids.next(), "");
    const http_wire again = watching(watch("Last-Event-ID: 42\r\n"));
    EXPECT_EQ(last_ids.next(), "42");
}

TEST_F(http_streams, a_slow_client_is_reset_and_let_go) {
    settings.buffer_bytes_max = 64 * 1024;
    http_wire wire{server().port(), 4096};
    wire.send(watch());
    const event_stream slow = streams.next();
    kept<int> gone;
    slow.on_close([&] { gone.keep(1); });
    const std::string block(8 * 1024, 'x');
    std::size_t sent = 0;
    while (slow.send("", "", block) == send_status::queued) {
        ++sent;
        ASSERT_LT(sent, 100'000u) << "the buffer has no end";
    }
    const std::string all = wire.read_to_end();
    EXPECT_THAT(all, EndsWith("event: reset\ndata: {}\n\n"));
    gone.next();
    EXPECT_FALSE(slow.open());
}

TEST_F(http_streams, a_leaving_client_is_noticed) {
    kept<std::string> gone;
    {
        http_wire orderly = watching(watch());
        streams.next().on_close([&] { gone.keep("orderly"); });
    }
    EXPECT_EQ(gone.next(), "orderly");
    http_wire sudden = watching(watch());
    const event_stream stream = streams.next();
    stream.on_close([&] { gone.keep("sudden"); });
    sudden.vanish();
    EXPECT_EQ(gone.next(), "sudden");
    EXPECT_EQ(stream.send("1", "", ""), send_status::closed);
    EXPECT_EQ(server().counters().streams_open, 0u);
}

TEST_F(http_streams, a_comment_keeps_a_silent_stream_alive) {
    options.limits.ping_interval_ms = 20;
    http_wire wire = watching(watch());
    const event_stream stream = streams.next();
    wire.read_until("retry: 3000\n\n");
    EXPECT_EQ(wire.read_until("\n\n"), ":\n\n");
    EXPECT_EQ(wire.read_until("\n\n"), ":\n\n");
}

TEST_F(http_streams, many_streams_are_fed_by_many_threads) {
    constexpr std::size_t count = 300;
    std::vector<http_wire> wires;
    for (std::size_t i = 0; i < count; ++i) {
        wires.push_back(watching(watch()));
    }
    const std::vector<event_stream> open = streams.take(count);
    for (http_wire& wire : wires) {
        wire.read_until("retry: 3000\n\n");
    }
    EXPECT_EQ(server().counters().streams_open, count);
    const auto feed = [&](const std::string& name) {
        for (int i = 0; i < 20; ++i) {
            const std::string text = event_text(std::to_string(i), name, "{}");
            for (const event_stream& one : open) {
                ASSERT_EQ(one.send_text(text), send_status::queued);
            }
        }
    };
    std::thread first{feed, "first"};
    std::thread second{feed, "second"};
    first.join();
    second.join();
    for (const event_stream& one : open) {
        one.close();
    }
    for (http_wire& wire : wires) {
        const std::string events = wire.read_to_end();
        std::size_t at = 0;
        for (int i = 0; i < 20; ++i) {
            at = events.find("id: " + std::to_string(i) + "\nevent: first\n", at);
            ASSERT_NE(at, std::string::npos) << "event " << i << " of the first thread";
        }
        ASSERT_NE(events.find("id: 19\nevent: second\n"), std::string::npos);
    }
}

TEST_F(http_streams, stopping_ends_streams_in_order) {
    http_wire wire = watching(watch());
    const event_stream stream = streams.next();
    stream.send("1", "", "last words");
    server().stop(10'000);
    EXPECT_THAT(wire.read_to_end(), EndsWith("data: last words\n\n"));
    EXPECT_FALSE(stream.open());
}

TEST_F(http_streams, a_stream_may_begin_on_another_thread_after_the_client_left) {
    kept<responder> waiting;
    routes.add("GET /later",
               [&](const request_context&, const responder& to) { waiting.keep(to); });
    http_wire wire = watching("GET /later HTTP/1.0\r\n\r\n");
    const responder to = waiting.next();
    wire.vanish();
    const event_stream stream = to.stream();
    kept<int> gone;
    stream.on_close([&] { gone.keep(1); });
    gone.next();
}

TEST_F(http_streams, head_shows_what_a_stream_would_be) {
    http_wire wire = watching("HEAD /watch HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_THAT(wire.read_head(), HasSubstr("Content-Type: text/event-stream"));
    EXPECT_FALSE(streams.next().open());
}

TEST_F(http_streams, streams_and_responders_outlive_their_server_harmlessly) {
    kept<responder> waiting;
    std::optional<event_stream> left;
    std::optional<responder> unanswered;
    {
        router only;
        only.add("GET /watch",
                 [&](const request_context&, const responder& to) { streams.keep(to.stream()); });
        only.add("GET /later",
                 [&](const request_context&, const responder& to) { waiting.keep(to); });
        http_server short_lived{options, std::move(only)};
        http_wire watcher{short_lived.port()};
        watcher.send(watch());
        left = streams.next();
        http_wire waiter{short_lived.port()};
        waiter.send("GET /later HTTP/1.0\r\n\r\n");
        unanswered = waiting.next();
    }
    EXPECT_EQ(left->send("1", "", "x"), send_status::closed);
    EXPECT_FALSE(unanswered->stream().open());
}
