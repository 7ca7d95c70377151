#include "connectors/http/problem.hpp"
#include "connectors/http/transport_problems.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

using namespace connectors;
using nlohmann::json;

namespace {

problem stale() {
    problem out;
    out.status = 412;
    out.code = "case_moved_on";
    out.title = {"Hồ sơ đã thay đổi", "The case has moved on"};
    out.detail = {"Bà Lan vừa chuyển bước này.", "Mrs Lan has just taken this step."};
    out.instance = "/v1/cases/HS-1";
    out.errors = {{"/step", "not_allowed_now", {"Bước này đã xong.", "That step is done."}}};
    out.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    out.with("newer", json::array({1, 2}));
    return out;
}

} // namespace

TEST(http_problem, answers_in_vietnamese_unless_asked_otherwise) {
    const http_response vi = to_response(stale(), "");
    EXPECT_EQ(vi.status, 412);
    EXPECT_EQ(vi.content_type, "application/problem+json");
    EXPECT_EQ(*vi.headers.find("Content-Language"), "vi");
    EXPECT_EQ(json::parse(vi.body), json::parse(R"({
        "type": "/problems/case_moved_on", "title": "Hồ sơ đã thay đổi", "status": 412,
        "detail": "Bà Lan vừa chuyển bước này.", "instance": "/v1/cases/HS-1",
        "code": "case_moved_on",
        "errors": [{"pointer": "/step", "code": "not_allowed_now", "detail": "Bước này đã xong."}],
        "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "newer": [1, 2]})"));

    const json en = json::parse(to_response(stale(), "en").body);
    EXPECT_EQ(en["title"], "The case has moved on");
    EXPECT_EQ(en["errors"][0]["detail"], "That step is done.");
    EXPECT_EQ(en["code"], "case_moved_on");
}

TEST(http_problem, falls_back_to_the_language_there_is) {
    problem only;
    only.title.vi = "Chỉ có tiếng Việt";
    EXPECT_EQ(json::parse(to_response(only, "en").body)["title"], "Chỉ có tiếng Việt");
}

TEST(http_problem, says_when_to_come_back_twice) {
    problem busy = stale();
    busy.retry_after_s = 7;
    const http_response response = to_response(busy, "");
    EXPECT_EQ(*response.headers.find("Retry-After"), "7");
    EXPECT_EQ(json::parse(response.body)["retry_after"], 7);
}

TEST(http_problem, an_extra_member_cannot_change_a_standard_one) {
    problem sly = stale();
    sly.with("status", 200).with("code", "fine");
    const json body = json::parse(to_response(sly, "").body);
    EXPECT_EQ(body["status"], 412);
    EXPECT_EQ(body["code"], "case_moved_on");
}

TEST(http_problem, bytes_that_are_not_text_do_not_break_the_answer) {
    problem broken = stale();
    broken.detail.vi = "tệp \xff\xfe";
    EXPECT_TRUE(json::accept(to_response(broken, "").body));
}

TEST(http_problem, every_problem_of_the_transport_has_a_code_of_its_own_and_both_titles) {
    std::set<std::string> codes;
    constexpr auto last = static_cast<int>(transport_problem::version_not_supported);
    for (int i = 0; i <= last; ++i) {
        const problem one = make_problem(static_cast<transport_problem>(i));
        EXPECT_TRUE(codes.insert(one.code).second) << one.code;
        EXPECT_FALSE(one.title.vi.empty()) << one.code;
        EXPECT_FALSE(one.title.en.empty()) << one.code;
        EXPECT_GE(one.status, 400) << one.code;
    }
    EXPECT_EQ(make_problem(transport_problem::version_not_supported).status, 505);
    EXPECT_EQ(make_problem(transport_problem::internal_error).status, 500);
}
