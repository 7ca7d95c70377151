#include "connectors/http/server.hpp"
#include "events/fault.hpp"
#include "tests/support/http_wire.hpp"
#include "tests/support/kept.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace connectors;
using nlohmann::json;
using support::body_of;
using support::field_of;
using support::http_wire;
using support::status_of;
using testing::HasSubstr;
using testing::Not;

namespace {

std::string get(std::string_view target, std::string_view fields = "") {
    return "GET " + std::string{target} + " HTTP/1.1\r\nHost: h\r\n" + std::string{fields} + "\r\n";
}

std::string post(std::string_view target, std::string_view body) {
    return "POST " + std::string{target} +
           " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string{body};
}

std::string code_of(const std::string& response) {
    const json body = json::parse(body_of(response), nullptr, false);
    return body.is_object() ? body.value("code", "none") : "no JSON: " + response;
}

struct http_server_test : testing::Test {
    http_server_test() {
        options.log = [this](std::string_view line) { log.keep(std::string{line}); };
        options.observe = [this](const http_observation& one) {
            served.keep(fmt::format("{} {} {} {}", to_text(one.method), one.route, one.status,
                                    one.remote_address));
            EXPECT_GE(one.duration_s, 0);
            EXPECT_LT(one.duration_s, 600) << "no test waits so long";
        };
        routes.add("GET /hello/{name}", answer_with([](const request_context& context) {
                       return json_response({{"hello", context.parameter("name")}});
                   }));
        routes.add("POST /echo", answer_with([](const request_context& context) {
                       return text_response(context.request.body);
                   }));
        routes.add("POST /mail", answer_with([](const request_context& context) {
                       return text_response(std::to_string(context.request.body.size()));
                   }),
                   {.body_bytes_max = 4 * 1024 * 1024});
        routes.add("GET /large", answer_with([](const request_context&) {
                       return text_response(std::string(8 * 1024 * 1024, 'x'));
                   }));
        routes.add("GET /throws", [](const request_context&, const responder&) {
            throw std::runtime_error("the password is 123");
        });
        routes.add("GET /forgets", [](const request_context&, const responder&) {});
        routes.add("POST /later",
                   [this](const request_context&, const responder& to) { later.keep(to); });
    }

    http_server& server() {
        if (!server_) {
            server_.emplace(options, std::move(routes));
        }
        return *server_;
    }
    http_wire client() { return http_wire{server().port()}; }
    std::string ask(std::string_view bytes) {
        http_wire wire = client();
        wire.send(bytes);
        return wire.read_response();
    }
    /// The response to bytes after which the server must close.
    std::string ask_last(std::string_view bytes) {
        http_wire wire = client();
        wire.send(bytes);
        const std::string response = wire.read_to_end();
        EXPECT_EQ(field_of(response, "Connection"), "close") << response;
        return response;
    }

    support::kept<std::string> log;
    support::kept<std::string> served;
    support::kept<responder> later;
    http_server_options options;
    router routes;

private:
    std::optional<http_server> server_;
};

} // namespace

TEST_F(http_server_test, answers_with_the_framing_and_the_security_headers) {
    const std::string response = ask(get("/hello/Lan"));
    EXPECT_THAT(response, testing::StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_EQ(body_of(response), R"({"hello":"Lan"})");
    EXPECT_EQ(field_of(response, "Content-Type"), "application/json");
    EXPECT_EQ(field_of(response, "Content-Length"), "15");
    EXPECT_EQ(field_of(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(field_of(response, "Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(field_of(response, "Referrer-Policy"), "same-origin");
    EXPECT_EQ(field_of(response, "Cache-Control"), "no-store");
    EXPECT_THAT(field_of(response, "Date"), testing::EndsWith(" GMT"));
    EXPECT_EQ(field_of(response, "Connection"), "");
}

TEST_F(http_server_test, a_handler_may_loosen_a_header_but_not_break_out_of_it) {
    routes.add("GET /page", answer_with([](const request_context&) {
                   http_response page = text_response("x");
                   page.headers.add("Cache-Control", "max-age=60");
                   page.headers.add("X-Name", "a\r\nSet-Cookie: stolen");
                   page.headers.add("Content-Length", "999");
                   return page;
               }));
    const std::string response = ask(get("/page"));
    EXPECT_EQ(field_of(response, "Cache-Control"), "max-age=60");
    EXPECT_EQ(field_of(response, "X-Name"), "a  Set-Cookie: stolen");
    EXPECT_EQ(field_of(response, "Content-Length"), "1");
    EXPECT_EQ(body_of(response), "x");
}

TEST_F(http_server_test, serves_many_requests_on_one_connection) {
    http_wire wire = client();
    for (int i = 0; i < 100; ++i) {
        wire.send(get("/hello/" + std::to_string(i)));
        ASSERT_EQ(body_of(wire.read_response()), "{\"hello\":\"" + std::to_string(i) + "\"}");
    }
    EXPECT_EQ(server().counters().connections_total, 1u);
}

TEST_F(http_server_test, answers_pipelined_requests_in_their_order) {
    http_wire wire = client();
    std::string all;
    for (int i = 0; i < 500; ++i) {
        all += i % 3 == 0 ? post("/echo", std::to_string(i)) : get("/hello/" + std::to_string(i));
    }
    wire.send(all);
    for (int i = 0; i < 500; ++i) {
        const std::string number = std::to_string(i);
        ASSERT_EQ(body_of(wire.read_response()),
                  i % 3 == 0 ? number : "{\"hello\":\"" + number + "\"}");
    }
}

TEST_F(http_server_test, pipelined_requests_wait_for_an_answer_that_comes_later) {
    http_wire wire = client();
    wire.send(post("/later", "") + get("/hello/second") + post("/later", "") + get("/hello/last"));
    later.next().answer(text_response("first"));
    EXPECT_EQ(body_of(wire.read_response()), "first");
    EXPECT_THAT(wire.read_response(), HasSubstr("second"));
    later.next().answer(text_response("third"));
    EXPECT_EQ(body_of(wire.read_response()), "third");
    EXPECT_THAT(wire.read_response(), HasSubstr("last"));
}

TEST_F(http_server_test, answers_given_by_another_thread_reach_their_own_clients) {
    constexpr std::size_t count = 64;
    std::vector<http_wire> clients;
    std::vector<responder> waiting;
    for (std::size_t i = 0; i < count; ++i) {
        clients.push_back(client());
        clients.back().send(post("/later", ""));
        waiting.push_back(later.next());
    }
    std::thread answering{[&] {
        for (std::size_t i = count; i-- > 0;) {
            waiting[i].answer(text_response(std::to_string(i)));
        }
    }};
    for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(body_of(clients[i].read_response()), std::to_string(i));
    }
    answering.join();
}

TEST_F(http_server_test, gives_a_handler_what_it_needs_of_the_request) {
    routes.add("PUT /v1/{a}/x/{b}", answer_with([](const request_context& context) {
                   const http_request& request = context.request;
                   return json_response({{"a", context.parameter("a")},
                                         {"b", context.parameter("b")},
                                         {"q", *request.query_value("q")},
                                         {"match", request.header("if-match")},
                                         {"from", request.remote_address},
                                         {"trace", context.trace_id},
                                         {"body", request.body}});
               }));
    const std::string response =
        ask("PUT /v1/h%E1%BB%93/x/05%2FQ%C4%90?q=a+b HTTP/1.1\r\nHost: h\r\nIf-Match: \"t\"\r\n"
            "Traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
            "Content-Length: 2\r\n\r\n{}");
    EXPECT_EQ(json::parse(body_of(response)), json({{"a", "hồ"},
                                                    {"b", "05/QĐ"},
                                                    {"q", "a b"},
                                                    {"match", "\"t\""},
                                                    {"from", "127.0.0.1"},
                                                    {"trace", "4bf92f3577b34da6a3ce929d0e0e4736"},
                                                    {"body", "{}"}}));
}

TEST_F(http_server_test, takes_a_chunked_body) {
    EXPECT_EQ(body_of(ask("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n")),
              "hello world");
}

TEST_F(http_server_test, head_tells_the_length_and_sends_no_body) {
    http_wire wire = client();
    wire.send("HEAD /hello/Lan HTTP/1.1\r\nHost: h\r\n\r\n" + get("/hello/Lan"));
    const std::string head = wire.read_head();
    EXPECT_EQ(status_of(head), 200);
    EXPECT_EQ(field_of(head, "Content-Length"), "15");
    EXPECT_EQ(body_of(wire.read_response()), R"({"hello":"Lan"})");
}

TEST_F(http_server_test, options_tells_the_methods) {
    const std::string response = ask("OPTIONS /hello/x HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(status_of(response), 204);
    EXPECT_EQ(field_of(response, "Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(field_of(response, "Content-Length"), "") << "204 has none";
}

TEST_F(http_server_test, wrong_addresses_and_methods_are_problems_and_keep_the_connection) {
    http_wire wire = client();
    wire.send(get("/none"));
    std::string response = wire.read_response();
    EXPECT_EQ(status_of(response), 404);
    EXPECT_EQ(code_of(response), "address_unknown");
    EXPECT_EQ(field_of(response, "Content-Type"), "application/problem+json");
    EXPECT_EQ(field_of(response, "Content-Language"), "vi");

    wire.send(post("/hello/x", "a body that nobody wants"));
    response = wire.read_response();
    EXPECT_EQ(status_of(response), 405);
    EXPECT_EQ(field_of(response, "Allow"), "GET, HEAD, OPTIONS");

    wire.send(get("/hello/%00", "Accept-Language: en\r\n"));
    response = wire.read_response();
    EXPECT_EQ(status_of(response), 400);
    EXPECT_EQ(field_of(response, "Content-Language"), "en");

    wire.send(get("/hello/%C0%AF"));
    EXPECT_EQ(code_of(wire.read_response()), "address_malformed");
    wire.send(get("/hello%2Fx"));
    EXPECT_EQ(code_of(wire.read_response()), "address_unknown");
    wire.send(get("/hello/still%20here"));
    EXPECT_EQ(status_of(wire.read_response()), 200);
}

TEST_F(http_server_test, closes_after_bytes_whose_bounds_are_uncertain) {
    const std::string both = ask_last("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n"
                                      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                                      get("/hello/smuggled"));
    EXPECT_EQ(status_of(both), 400);
    EXPECT_THAT(both, Not(HasSubstr("smuggled")));
    EXPECT_EQ(status_of(ask_last("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n"
                                 "Content-Length: 3\r\n\r\nabc")),
              400);
    EXPECT_EQ(status_of(ask_last("GET /hello/x HTTP/1.1\nHost: h\n\n")), 400);
    EXPECT_EQ(status_of(ask_last("GET /hello/x HTTP/1.1\r\n\r\n")), 400);
    EXPECT_EQ(status_of(ask_last("BREW /hello/x HTTP/1.1\r\nHost: h\r\n\r\n")), 501);
    EXPECT_EQ(status_of(ask_last("GET /hello/x HTTP/3.0\r\nHost: h\r\n\r\n")), 505);
}

TEST_F(http_server_test, refuses_what_is_too_large_even_while_the_client_still_sends) {
    const std::string megabytes(3 * 1024 * 1024, 'x');
    EXPECT_EQ(code_of(ask_last(post("/echo", megabytes))), "body_too_large");
    EXPECT_EQ(code_of(ask_last("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                               "\r\n300000\r\n" +
                               megabytes)),
              "body_too_large");
    const std::string fields = "X: " + std::string(20'000, 'x') + "\r\n";
    EXPECT_EQ(status_of(ask_last(get("/hello/x", fields))), 431);
    EXPECT_EQ(status_of(ask_last(get("/" + std::string(20'000, 'x')))), 414);
    EXPECT_EQ(body_of(ask(post("/mail", megabytes))), "3145728") << "the route allows more";
}

TEST_F(http_server_test, waits_for_no_large_body_of_somebody_from_whom_none_is_taken) {
    options.refuse_large_body = [](const http_request& request) -> std::optional<http_response> {
        if (!request.header("Authorization").empty()) {
            return std::nullopt;
        }
        return text_response("who are you?", 401);
    };
    const auto head = [](std::string_view target, std::string_view fields) {
        return "POST " + std::string{target} + " HTTP/1.1\r\nHost: h\r\n" + std::string{fields} +
               "\r\n";
    };
    // Nothing of the body is ever sent.
    EXPECT_EQ(status_of(ask_last(head("/mail", "Content-Length: 3000000\r\n"))), 401);
    EXPECT_EQ(status_of(ask_last(head("/mail", "Transfer-Encoding: chunked\r\n") + "300000\r\n")),
              401);
    EXPECT_EQ(status_of(ask_last(head("/echo", "Content-Length: 3000000\r\n"))), 413);
    EXPECT_EQ(body_of(ask(post("/mail", "small"))), "5") << "the handler says who may";
    const std::string megabytes(3 * 1024 * 1024, 'x');
    EXPECT_EQ(
        body_of(ask(head("/mail", "Authorization: x\r\nContent-Length: 3145728\r\n") + megabytes)),
        "3145728");
    EXPECT_EQ(status_of(ask_last(head("/mail", "Content-Length: 3000000\r\n"))), 401);
}

TEST_F(http_server_test, a_client_may_ask_before_it_sends_a_body) {
    http_wire wire = client();
    const auto expecting = [](std::string_view target, int length) {
        return "POST " + std::string{target} + " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n" +
               "Content-Length: " + std::to_string(length) + "\r\n\r\n";
    };
    wire.send(expecting("/echo", 3));
    EXPECT_EQ(wire.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
    wire.send("abc");
    EXPECT_EQ(body_of(wire.read_response()), "abc");
    wire.send(expecting("/echo", 3) + "def");
    EXPECT_EQ(body_of(wire.read_response()), "def") << "the body came unasked";

    EXPECT_EQ(status_of(ask_last(expecting("/echo", 9'000'000))), 413);
    EXPECT_EQ(status_of(ask_last(expecting("/none", 3))), 404);
}

TEST_F(http_server_test, speaks_http_1_0) {
    http_wire wire = client();
    wire.send("GET /hello/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(field_of(wire.read_response(), "Connection"), "keep-alive");
    wire.send("GET /hello/x HTTP/1.0\r\n\r\n");
    EXPECT_EQ(field_of(wire.read_to_end(), "Connection"), "close");
}

TEST_F(http_server_test, sends_large_bodies_to_slow_readers_whole) {
    http_wire wire{server().port(), 4096};
    wire.send(get("/large") + get("/hello/next"));
    EXPECT_EQ(body_of(wire.read_response()).size(), 8u * 1024 * 1024);
    EXPECT_THAT(wire.read_response(), HasSubstr("next"));
}

TEST_F(http_server_test, answers_a_client_that_has_finished_sending) {
    http_wire wire = client();
    wire.send(post("/later", ""));
    wire.shut_down_sending();
    later.next().answer(text_response("done"));
    EXPECT_EQ(body_of(wire.read_to_end()), "done");
}

TEST_F(http_server_test, what_a_handler_throws_goes_to_the_log_and_not_to_the_client) {
    const std::string response = ask(get("/throws"));
    EXPECT_EQ(status_of(response), 500);
    EXPECT_EQ(code_of(response), "internal_error");
    EXPECT_THAT(response, Not(HasSubstr("password")));
    const std::string trace = json::parse(body_of(response))["trace_id"];
    EXPECT_EQ(trace.size(), 32u);
    const std::string line = log.next();
    EXPECT_THAT(line, HasSubstr("the password is 123"));
    EXPECT_THAT(line, HasSubstr(trace));
}

TEST_F(http_server_test, a_forgotten_responder_is_a_500) {
    EXPECT_EQ(code_of(ask(get("/forgets"))), "internal_error");
    http_wire wire = client();
    wire.send(post("/later", ""));
    later.next();
    EXPECT_EQ(code_of(wire.read_response()), "internal_error");
}

TEST_F(http_server_test, a_second_answer_is_logged_and_dropped) {
    http_wire wire = client();
    wire.send(post("/later", ""));
    const responder to = later.next();
    to.answer(text_response("one"));
    to.answer(text_response("two"));
    EXPECT_EQ(body_of(wire.read_response()), "one");
    EXPECT_THAT(log.next(), HasSubstr("twice"));
    wire.send(get("/hello/x"));
    EXPECT_EQ(body_of(wire.read_response()), R"({"hello":"x"})");
}

TEST_F(http_server_test, a_handler_may_refuse_in_the_language_of_the_request) {
    routes.add("GET /refuses", [](const request_context&, const responder& to) {
        problem what;
        what.status = 409;
        what.code = "busy";
        what.title = {"Đang bận", "Busy"};
        to.answer(what);
    });
    EXPECT_THAT(ask(get("/refuses")), HasSubstr("Đang bận"));
    EXPECT_THAT(ask(get("/refuses", "Accept-Language: en-US\r\n")), HasSubstr("Busy"));
}

TEST_F(http_server_test, slow_requests_end_with_408) {
    options.limits.header_timeout_ms = 50;
    options.limits.body_timeout_ms = 50;
    EXPECT_EQ(status_of(ask_last("GET /hello/x HTTP/1.1\r\nHos")), 408);
    EXPECT_EQ(status_of(ask_last("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc")),
              408);
}

TEST_F(http_server_test, idle_connections_end_without_a_word) {
    options.limits.idle_timeout_ms = 50;
    options.limits.header_timeout_ms = 50;
    EXPECT_EQ(client().read_to_end(), "");
    http_wire wire = client();
    wire.send(get("/hello/x"));
    wire.read_response();
    EXPECT_EQ(wire.read_to_end(), "");
}

TEST_F(http_server_test, a_client_that_never_reads_is_cut_off) {
    options.limits.write_timeout_ms = 50;
    routes.add("POST /large", answer_with([](const request_context&) {
                   return text_response(std::string(64 * 1024 * 1024, 'x'));
               }));
    http_wire wire{server().port(), 4096};
    wire.send(post("/large", ""));
    http_wire other = client();
    do {
        other.send(get("/hello/x"));
        ASSERT_EQ(status_of(other.read_response()), 200);
    } while (server().counters().connections_open > 1);
    EXPECT_LT(wire.read_to_end().size(), 64u * 1024 * 1024);
}

TEST_F(http_server_test, a_handler_that_never_answers_becomes_a_503) {
    options.limits.answer_timeout_ms = 50;
    http_wire wire = client();
    wire.send(post("/later", ""));
    const std::string response = wire.read_response();
    EXPECT_EQ(code_of(response), "no_answer_in_time");
    EXPECT_EQ(field_of(response, "Retry-After"), "5");
    later.next().answer(text_response("too late"));
    wire.send(get("/hello/next"));
    EXPECT_THAT(wire.read_response(), HasSubstr("next")) << "the late answer is not this one's";
}

TEST_F(http_server_test, connections_beyond_the_limit_are_told_so) {
    options.limits.connections_max = 2;
    http_wire a = client();
    http_wire b = client();
    a.send(get("/hello/a"));
    b.send(get("/hello/b"));
    a.read_response();
    b.read_response();
    const std::string refused = ask_last(get("/hello/c"));
    EXPECT_EQ(status_of(refused), 503);
    EXPECT_EQ(code_of(refused), "server_full");
    a.send(get("/hello/a"));
    EXPECT_EQ(status_of(a.read_response()), 200);
    EXPECT_EQ(server().counters().refused_total, 1u);
}

TEST_F(http_server_test, all_bodies_together_are_bounded) {
    options.limits.bodies_bytes_max = 1024 * 1024;
    http_wire a = client();
    a.send("POST /mail HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n" +
           std::string(900'000, 'x'));
    const std::string refused = ask_last(post("/mail", std::string(900'000, 'y')));
    EXPECT_EQ(code_of(refused), "server_full");
}

TEST_F(http_server_test, many_connections_are_served_side_by_side) {
    std::vector<http_wire> clients;
    for (int i = 0; i < 400; ++i) {
        clients.push_back(client());
    }
    for (int round = 0; round < 3; ++round) {
        for (http_wire& one : clients) {
            one.send(get("/hello/x"));
        }
        for (http_wire& one : clients) {
            ASSERT_EQ(status_of(one.read_response()), 200);
        }
    }
    EXPECT_EQ(server().counters().connections_open, 400u);
}

TEST_F(http_server_test, several_io_threads_serve_as_one) {
    options.io_threads = 3;
    std::vector<http_wire> clients;
    for (int i = 0; i < 9; ++i) {
        clients.push_back(client());
        clients.back().send(post("/later", ""));
    }
    for (const responder& one : later.take(9)) {
        one.answer(text_response("yes"));
    }
    for (http_wire& one : clients) {
        EXPECT_EQ(body_of(one.read_response()), "yes");
    }
}

TEST_F(http_server_test, long_work_on_a_worker_does_not_hold_up_the_others) {
    std::promise<void> release;
    auto released = release.get_future().share();
    options.worker_threads = 1;
    options.limits.worker_queue_max = 1;
    support::kept<responder> started;
    routes.add("GET /report",
               [&, released](const request_context&, const responder& to) {
                   started.keep(to);
                   released.wait();
                   to.answer(text_response("report"));
               },
               {.where = run_on::workers});
    http_wire first = client();
    first.send(get("/report"));
    started.next();
    EXPECT_EQ(status_of(ask(get("/hello/x"))), 200);
    // The queue has one place. Which of two gets it is not known; the other is told at once.
    std::promise<void> one_refused;
    const auto outcome = [&] {
        http_wire another = client();
        another.send(get("/report"));
        const auto told = another.read_response();
        if (code_of(told) == "server_full") {
            one_refused.set_value();
            return std::string{"refused"};
        }
        return body_of(told);
    };
    auto second = std::async(std::launch::async, outcome);
    auto third = std::async(std::launch::async, outcome);
    EXPECT_EQ(one_refused.get_future().wait_for(std::chrono::seconds{20}),
              std::future_status::ready);
    release.set_value();
    EXPECT_EQ(body_of(first.read_response()), "report");
    EXPECT_THAT((std::vector{second.get(), third.get()}),
                testing::UnorderedElementsAre("report", "refused"));
}

TEST_F(http_server_test, stopping_lets_requests_finish_and_accepts_no_more) {
    http_wire idle = client();
    idle.send(get("/hello/x"));
    idle.read_response();
    http_wire busy = client();
    busy.send(post("/later", "") + get("/hello/pipelined"));
    const responder to = later.next();
    http_wire half = client();
    half.send(
        "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    half.read_head();

    std::thread stopping{[this] { server().stop(10'000); }};
    EXPECT_EQ(idle.read_to_end(), "") << "an idle connection ends first";
    half.send("abc");
    const std::string finished = half.read_to_end();
    EXPECT_EQ(body_of(finished), "abc");
    EXPECT_EQ(field_of(finished, "Connection"), "close");
    to.answer(text_response("in time"));
    EXPECT_EQ(body_of(busy.read_to_end()), "in time") << "and nothing after it";
    stopping.join();
}

TEST_F(http_server_test, stopping_does_not_wait_beyond_its_deadline) {
    http_wire wire = client();
    wire.send(post("/later", ""));
    const responder to = later.next();
    server().stop(20);
    EXPECT_EQ(wire.read_to_end(), "");
    to.answer(text_response("nobody is there")); // Must do no harm.
}

TEST_F(http_server_test, says_why_it_cannot_listen) {
    http_server_options taken;
    taken.port = server().port();
    try {
        const http_server second{taken, router{}};
        FAIL() << "two servers listen on one port";
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "http_listen");
        EXPECT_THAT(fault.what(), HasSubstr("127.0.0.1:" + std::to_string(taken.port)));
    }
}

TEST_F(http_server_test, tells_what_it_served_by_pattern) {
    ask(get("/hello/HS-0001"));
    EXPECT_EQ(served.next(), "GET /hello/{name} 200 127.0.0.1");
}

TEST_F(http_server_test, answers_first_bytes_of_a_connection_that_are_no_request) {
    options.limits.header_timeout_ms = 50;
    const std::string long_field(100'000, 'x');
    for (const std::string& bytes : {
             std::string{"GARBAGE\r\n\r\n"},
             std::string{"GET /hello/x HTTP/1.1\r\n\r\n"},
             std::string{"GET /\r\n"},
             std::string{"GET /hello/x HTTP/9.9\r\nHost: h\r\n\r\n"},
             std::string{"GET /hello/x HTTP/1.1\r\nHost h\r\n\r\n"},
             std::string{" \r\n\r\n"},
             std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11}, // TLS
             std::string(64, '\0'),
             get("/hello/x", "A: " + long_field + "\r\n"),
             std::string{"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n"},
             std::string{"GET /hello/x HT"},
         }) {
        const auto status = status_of(ask_last(bytes));
        EXPECT_TRUE(status >= 400 && status < 600) << status << " for " << bytes.substr(0, 60);
        EXPECT_THAT(served.next(), testing::EndsWith(fmt::format("  {} 127.0.0.1", status)))
            << "has no route: " << bytes.substr(0, 60);
    }
    EXPECT_EQ(status_of(ask(get("/hello/x"))), 200);
}
