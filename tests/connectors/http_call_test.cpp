#include "tests/support/http_call.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

using namespace connectors;
using support::call;
using support::request_of;
using testing::HasSubstr;

TEST(http_call, runs_a_handler_without_a_server) {
    std::thread answering;
    router routes;
    routes.add("PUT /v1/cases/{code}", answer_with([](const request_context& context) {
                   return text_response(context.parameter("code") + " " +
                                        *context.request.query_value("wait") + " " +
                                        std::string{context.request.header("if-match")} + " " +
                                        context.request.body);
               }));
    routes.add("GET /later", [&](const request_context&, const responder& to) {
        answering = std::thread{[to] { to.answer(text_response("later")); }};
    });
    routes.add("GET /forgets", [](const request_context&, const responder&) {});
    routes.add("GET /watch", [](const request_context&, const responder& to) {
        EXPECT_FALSE(to.stream().open());
    });
    http_headers headers;
    headers.add("If-Match", "\"t\"");
    EXPECT_EQ(call(routes, request_of("PUT /v1/cases/a%20b?wait=5", "{}", headers)).body,
              "a b 5 \"t\" {}");
    EXPECT_EQ(call(routes, request_of("GET /later")).body, "later");
    answering.join();
    EXPECT_EQ(call(routes, request_of("GET /forgets")).status, 500);
    EXPECT_EQ(call(routes, request_of("GET /none")).status, 404);
    EXPECT_EQ(call(routes, request_of("GET /watch")).content_type, "text/event-stream");
    const http_response wrong = call(routes, request_of("POST /later"));
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(*wrong.headers.find("Allow"), "GET, HEAD, OPTIONS");
}
