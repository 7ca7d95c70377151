#include "connectors/http/router.hpp"
#include "connectors/http/server.hpp"
#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

/// What the command line says when nobody knows whether a step was taken.
namespace {

using namespace ops_test;

/// Answers every step with this status and problem, and keeps the keys.
struct server_that_does_not_know {
    explicit server_that_does_not_know(std::string code, int status)
        : server({}, [&] {
              connectors::router routes;
              routes.add("POST /v1/cases/{case}/commands/{command}",
                         connectors::answer_with([this, code = std::move(code), status](
                                                     const connectors::request_context& context) {
                             key = std::string{context.request.header("Idempotency-Key")};
                             connectors::http_response out;
                             out.status = status;
                             out.content_type = "application/problem+json";
                             out.body = json{{"code", code}, {"title", "?"}}.dump();
                             return out;
                         }));
              return routes;
          }()) {}
    std::string key; ///< read once the command has ended
    connectors::http_server server;
};

ended asked_to_step(const user& by, const server_that_does_not_know& of,
                    std::vector<std::string> more) {
    std::vector<std::string> line{
        "case",   "do", "HT96-170601-0001", "guide_by_mail",
        "--lang", "en", "--server",         "http://127.0.0.1:" + std::to_string(of.server.port())};
    line.insert(line.end(), more.begin(), more.end());
    return by.motcua(line);
}

TEST(a_step_of_which_nobody_knows, is_asked_for_again_by_the_key_that_is_told) {
    const user by;
    for (const auto& [code, status] :
         {std::pair{"outcome_unknown", 504}, std::pair{"no_answer_in_time", 503}}) {
        server_that_does_not_know at{code, status};
        const auto first = asked_to_step(by, at, {});
        EXPECT_NE(first.code, 0);
        const auto made = at.key;
        ASSERT_FALSE(made.empty()) << first.err;
        EXPECT_TRUE(has(first.err, "--key " + made)) << first.err;
        const auto again = asked_to_step(by, at, {"--key", made});
        EXPECT_EQ(at.key, made) << again.err;
    }
    server_that_does_not_know refuses{"not_allowed_now", 409};
    const auto no = asked_to_step(by, refuses, {});
    EXPECT_FALSE(has(no.err, "--key")) << "nothing was done, nothing is open: " << no.err;
}

} // namespace
