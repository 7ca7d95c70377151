#include "connectors/http/router.hpp"
#include "connectors/http/server.hpp"
#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <fstream>

/// What a command ends with that could do a part of its work only.
namespace {

using namespace ops_test;

/// Has done what was asked of it but for so many of this kind.
struct server_that_leaves_some {
    explicit server_that_leaves_some(json told)
        : server({}, [&] {
              connectors::router routes;
              for (const auto* line : {"POST /v1/offices/{office}/deadlines/recount",
                                       "POST /v1/offices/{office}/reconciliation/signatures"}) {
                  routes.add(line, connectors::answer_with(
                                       [body = told.dump()](const connectors::request_context&) {
                                           connectors::http_response out;
                                           out.content_type = "application/json";
                                           out.body = body;
                                           return out;
                                       }));
              }
              return routes;
          }()) {}
    [[nodiscard]] ended asked(const user& by, std::vector<std::string> line) const {
        line.insert(line.end(), {"--server", "http://127.0.0.1:" + std::to_string(server.port())});
        return by.motcua(line);
    }
    connectors::http_server server;
};

TEST(work_that_was_done_in_part, ends_with_6) {
    const user by;
    const auto file = (by.home() / "so.csv").string();
    std::ofstream{file} << "Mã hồ sơ;Số chứng từ;Ngày chứng từ;Thu/chi;Số tiền\r\n";
    const std::vector<std::string> sign{"voucher", "sign",     file,     "--office",
                                        "96",      "--period", "2017-06"};
    const std::vector<std::string> recount{"deadline", "recount",  "--office",
                                           "96",       "--reason", "CV 1/VPCP"};
    for (const auto* what : {"left", "unknown", "refused"}) {
        const server_that_leaves_some at{{{"cases", 3}, {what, 2}}};
        EXPECT_EQ(at.asked(by, sign).code, 6) << what;
    }
    EXPECT_EQ((server_that_leaves_some{{{"moved", 3}, {"refused", 1}}}).asked(by, recount).code, 6);
    const server_that_leaves_some none{{{"moved", 3}, {"left", 0}, {"unknown", 0}, {"refused", 0}}};
    EXPECT_EQ(none.asked(by, sign).code, 0);
    EXPECT_EQ(none.asked(by, recount).code, 0);
}

} // namespace
