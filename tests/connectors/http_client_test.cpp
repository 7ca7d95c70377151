#include "connectors/http/client.hpp"
#include "connectors/http/server.hpp"
#include "events/fault.hpp"
#include "tests/support/kept.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace connectors;
using support::kept;
using testing::HasSubstr;

namespace {

struct http_client_test : testing::Test {
    http_client_test() {
        routes.add("GET /hello", answer_with([](const request_context& context) {
                       return text_response("hello " +
                                            std::string{context.request.header("X-Name")});
                   }));
        routes.add("POST /echo", answer_with([this](const request_context& context) {
                       ++posts;
                       return json_text_response(context.request.body, 201);
                   }));
        routes.add("GET /chars/{count}", answer_with([](const request_context& context) {
                       return text_response(
                           std::string(std::stoul(context.parameter("count")), 'x'));
                   }));
        routes.add("GET /never",
                   [this](const request_context&, const responder& to) { never.keep(to); });
        routes.add("GET /watch", [this](const request_context& context, const responder& to) {
            last_ids.keep(std::string{context.request.header("Last-Event-ID")});
            streams.keep(to.stream());
        });
    }
    http_server& server() {
        if (!server_) {
            server_.emplace(options, std::move(routes));
        }
        return *server_;
    }
    http_client client() {
        return http_client{"http://127.0.0.1:" + std::to_string(server().port()), settings};
    }
    void wait_until_idle_connections_are_gone() {
        while (server().counters().connections_open > 0) {
            std::this_thread::yield();
        }
    }

    std::atomic<int> posts = 0;
    kept<responder> never;
    kept<event_stream> streams;
    kept<std::string> last_ids;
    std::atomic<bool> stop = false;
    http_server_options options;
    http_client_options settings;
    router routes;

private:
    std::optional<http_server> server_;
};

/// A server of one connection that speaks what it is told.
class scripted_server {
public:
    explicit scripted_server(std::string says) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_, 1), 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread{[this, says = std::move(says)] {
            const int one = ::accept(listener_, nullptr, nullptr);
            char request[4096];
            EXPECT_GT(::recv(one, request, sizeof request, 0), 0);
            ::send(one, says.data(), says.size(), MSG_NOSIGNAL);
            ::close(one);
        }};
    }
    ~scripted_server() {
        thread_.join();
        ::close(listener_);
    }
    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(port_);
    }

private:
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// Code and text of the fault that this throws.
std::string fault_of(const std::function<void()>& what) {
    try {
        what();
    } catch (const events::fault& fault) {
        return fault.code() + ": " + fault.what();
    }
    return "no fault";
}

} // namespace

TEST_F(http_client_test, keeps_one_connection_for_many_requests) {
    settings.headers.add("X-Name", "Lan");
    http_client one = client();
    for (int i = 0; i < 10; ++i) {
        const http_response response = one.get("/hello");
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "hello Lan");
        EXPECT_EQ(response.content_type, "text/plain; charset=utf-8");
    }
    const http_response made = one.post("/echo", R"({"a":1})");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.body, R"({"a":1})");
    EXPECT_EQ(one.get("/none").status, 404);
    EXPECT_EQ(one.get("/chars/3000000").body.size(), 3'000'000u);
    const http_response head = one.send({http_method::head, "/chars/7", {}, {}, {}});
    EXPECT_EQ(*head.headers.find("Content-Length"), "7");
    EXPECT_EQ(head.body, "");
    EXPECT_EQ(server().counters().connections_total, 1u);
}

TEST_F(http_client_test, connects_again_when_the_kept_connection_is_gone) {
    options.limits.idle_timeout_ms = 20;
    http_client one = client();
    EXPECT_EQ(one.get("/hello").status, 200);
    wait_until_idle_connections_are_gone();
    EXPECT_EQ(one.get("/hello").status, 200);
    wait_until_idle_connections_are_gone();
    http_headers key;
    key.add("Idempotency-Key", "k-1");
    EXPECT_EQ(one.post("/echo", "{}", key).status, 201);
    EXPECT_EQ(server().counters().connections_total, 3u);
    wait_until_idle_connections_are_gone();
    EXPECT_THAT(fault_of([&] { (void)one.post("/echo", "{}"); }),
                HasSubstr("http_reply: POST http://127.0.0.1"))
        << "without a key it must not be sent twice";
    EXPECT_EQ(posts, 1);
}

TEST_F(http_client_test, gets_the_refusal_of_a_body_that_is_too_large) {
    http_client one = client();
    EXPECT_EQ(one.post("/echo", std::string(8 * 1024 * 1024, ' ')).status, 413);
    EXPECT_EQ(one.get("/hello").status, 200);
}

TEST_F(http_client_test, says_that_no_server_is_there) {
    const std::string address = "http://127.0.0.1:" + std::to_string(server().port());
    server().stop();
    http_client one{address};
    const std::string fault = fault_of([&] { (void)one.get("/hello"); });
    EXPECT_THAT(fault, HasSubstr("http_connect: connect to " + address));
    EXPECT_THAT(fault, HasSubstr("is the server running"));
}

TEST_F(http_client_test, says_what_is_wrong_with_an_address) {
    for (const char* bad :
         {"", "localhost:80", "https://host", "http://", "http://h:x", "http://h:123456",
          "http://h:65536", "http://h:99999", "http://u@h", "http://h/path", "http://:80"}) {
        EXPECT_THAT(fault_of([&] { http_client{bad}; }), HasSubstr("http_address: ")) << bad;
    }
    EXPECT_EQ(fault_of([] { http_client{"http://[::1]:8080/"}; }), "no fault");
    EXPECT_EQ(fault_of([] { http_client{"http://h:65535"}; }), "no fault");
}

TEST_F(http_client_test, gives_up_when_no_answer_comes) {
    settings.answer_timeout_ms = 30;
    http_client one = client();
    EXPECT_THAT(fault_of([&] { (void)one.get("/never"); }), HasSubstr("http_timeout: GET "));
    EXPECT_EQ(one.get("/hello").status, 200) << "and goes on with a new connection";
}

TEST_F(http_client_test, says_that_an_answer_is_not_http) {
    const auto fault_with = [](const std::string& says) {
        const scripted_server other{says};
        http_client one{other.address()};
        return fault_of([&] { (void)one.get("/"); });
    };
    EXPECT_THAT(fault_with("SSH-2.0-OpenSSH\r\n"), HasSubstr("http_reply: "));
    EXPECT_THAT(fault_with("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
                HasSubstr("cut off"));
    EXPECT_THAT(fault_with("HTTP/1.1 200 O"), HasSubstr("cut off"));
    EXPECT_THAT(fault_with(""), HasSubstr("without an answer"));
    EXPECT_EQ(fault_with("HTTP/1.0 200 OK\r\n\r\nuntil the end"), "no fault");
    EXPECT_EQ(fault_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
              "no fault");
}

TEST_F(http_client_test, follows_a_stream_until_it_has_seen_enough) {
    std::thread feeding{[&] {
        // One more than is looked at, and no more: what is sent faster than the client reads would
        // be replaced by a reset.
        const event_stream stream = streams.next();
        for (int i = 0; i < 4; ++i) {
            stream.send(std::to_string(i), "tick", "line\n" + std::to_string(i));
        }
    }};
    std::vector<std::string> seen;
    http_client one = client();
    const follow_end end = one.follow(
        "/watch", "41",
        [&](const server_event& event) {
            seen.push_back(event.id + " " + event.event + " " + event.data);
            return seen.size() < 3;
        },
        stop);
    feeding.join();
    EXPECT_EQ(end.why, follow_end::reason::stopped);
    EXPECT_EQ(seen,
              (std::vector<std::string>{"0 tick line\n0", "1 tick line\n1", "2 tick line\n2"}));
    EXPECT_EQ(last_ids.next(), "41");
    EXPECT_EQ(end.retry_ms, 3'000u);
    EXPECT_EQ(end.last_event_id, "2");
    EXPECT_EQ(one.get("/hello").status, 200);
}

TEST_F(http_client_test, stops_following_when_told) {
    std::thread stopping{[&] {
        const event_stream stream = streams.next();
        stop = true;
    }};
    http_client one = client();
    const follow_end end = one.follow("/watch", "", [](const server_event&) { return true; }, stop);
    stopping.join();
    EXPECT_EQ(end.why, follow_end::reason::stopped);
}

TEST_F(http_client_test, tells_the_end_of_a_stream_from_a_refusal) {
    std::thread closing{[&] {
        const event_stream stream = streams.next();
        stream.send("7", "", "x");
        stream.close();
    }};
    http_client one = client();
    const auto all = [](const server_event&) { return true; };
    const follow_end end = one.follow("/watch", "", all, stop);
    closing.join();
    EXPECT_EQ(end.why, follow_end::reason::ended);
    EXPECT_EQ(end.last_event_id, "7");
    const follow_end refused = one.follow("/none", "", all, stop);
    EXPECT_EQ(refused.why, follow_end::reason::refused);
    EXPECT_EQ(refused.refusal.status, 404);
    EXPECT_THAT(refused.refusal.body, HasSubstr("address_unknown"));
}

TEST(http_event_reader, reads_events_however_they_are_cut) {
    const std::string text = "\xEF\xBB\xBF: comment\nretry: 50\nid: 1\nevent: a\ndata: x\n\n"
                             "data:y\r\ndata:  z\r\n\r\nevent: empty\n\nid\ndata\n\n"
                             "unknown: 1\rdata: mac\r\rdata: unfinished\n";
    for (std::size_t step = 1; step <= text.size(); ++step) {
        event_reader reader;
        std::string seen;
        for (std::size_t i = 0; i < text.size(); i += step) {
            reader.feed(text.substr(i, step), [&](const server_event& event) {
                seen += "[" + event.id + "|" + event.event + "|" + event.data + "]";
                return true;
            });
        }
        ASSERT_EQ(seen, "[1|a|x][1|message|y\n z][|message|][|message|mac]") << step;
        ASSERT_EQ(reader.retry_ms(), 50u);
    }
}

TEST(http_event_reader, reads_back_what_event_text_wrote) {
    for (const char* data : {"", "x", "a\nb", "\n", " leading", "{\"a\":1}", "tiếng Việt"}) {
        event_reader reader;
        std::string read = "nothing";
        reader.feed(event_text("id 1", "kind", data), [&](const server_event& event) {
            read = event.data;
            return true;
        });
        EXPECT_EQ(read, data);
    }
}
