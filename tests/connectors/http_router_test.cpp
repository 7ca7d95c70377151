#include "connectors/http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

using namespace connectors;

namespace {

router sample() {
    router out;
    for (const char* line : {"GET /", "GET /v1/cases", "POST /v1/cases", "GET /v1/cases/{code}",
                             "GET /v1/cases/{code}/history", "GET /v1/cases/mine",
                             "DELETE /v1/cases/{id}/alerts/{n}", "GET /assets/{file...}"}) {
        out.add(line, answer_with([](const request_context&) { return empty_response(); }));
    }
    return out;
}

/// The pattern and the parameters, or the refusal, as one text.
std::string found(std::string_view method, std::string_view path) {
    static const router routes = sample();
    const route_result result = routes.find(*http_method_from_text(method), path);
    if (const auto* none = std::get_if<no_route>(&result)) {
        return make_problem(none->why).code + (none->allow.empty() ? "" : " " + none->allow);
    }
    if (const auto* options = std::get_if<options_of_address>(&result)) {
        return options->allow;
    }
    const auto& match = std::get<route_match>(result);
    std::string out = match.found->pattern;
    for (const auto& [name, value] : match.parameters) {
        out += " " + name + "=" + value;
    }
    return out;
}

} // namespace

TEST(http_router, finds_a_route_and_its_parameters) {
    EXPECT_EQ(found("GET", "/"), "/");
    EXPECT_EQ(found("GET", "/v1/cases"), "/v1/cases");
    EXPECT_EQ(found("GET", "/v1/cases/HS-17/history"), "/v1/cases/{code}/history code=HS-17");
    EXPECT_EQ(found("DELETE", "/v1/cases/7/alerts/2"), "/v1/cases/{id}/alerts/{n} id=7 n=2");
}

TEST(http_router, literals_win_over_parameters) {
    EXPECT_EQ(found("GET", "/v1/cases/mine"), "/v1/cases/mine");
    EXPECT_EQ(found("GET", "/v1/cases/mine/history"), "/v1/cases/{code}/history code=mine");
}

TEST(http_router, decodes_after_cutting) {
    EXPECT_EQ(found("GET", "/v1/cases/05%2FQ%C4%90"), "/v1/cases/{code} code=05/QĐ");
    EXPECT_EQ(found("GET", "/v1%2Fcases"), "address_unknown");
    EXPECT_EQ(found("GET", "/v1/c%61ses"), "/v1/cases");
}

TEST(http_router, refuses_traps_in_paths) {
    EXPECT_EQ(found("GET", "/v1/cases/a%00b"), "address_malformed");
    EXPECT_EQ(found("GET", "/v1/cases/%C0%AE%C0%AE"), "address_malformed");
    EXPECT_EQ(found("GET", "/v1/cases/.."), "address_malformed");
    EXPECT_EQ(found("GET", "/v1/cases/%2e%2e"), "address_malformed");
    EXPECT_EQ(found("GET", "/v1/cases/%"), "address_malformed");
    EXPECT_EQ(found("GET", ""), "address_malformed");
    EXPECT_EQ(found("GET", "*"), "address_malformed");
}

TEST(http_router, an_empty_segment_is_no_parameter) {
    EXPECT_EQ(found("GET", "/v1/cases/"), "address_unknown");
    EXPECT_EQ(found("GET", "//v1/cases"), "address_unknown");
    EXPECT_EQ(found("GET", "/v1/cases//history"), "address_unknown");
}

TEST(http_router, a_rest_takes_many_segments_but_no_hidden_separator) {
    EXPECT_EQ(found("GET", "/assets/js/app.js"), "/assets/{file...} file=js/app.js");
    EXPECT_EQ(found("GET", "/assets"), "address_unknown");
    EXPECT_EQ(found("GET", "/assets/a%2Fb"), "address_unknown");
    EXPECT_EQ(found("GET", "/assets/a%5Cb"), "address_unknown");
    EXPECT_EQ(found("GET", "/assets/../x"), "address_malformed");
    EXPECT_EQ(found("GET", "/assets//x"), "address_unknown");
}

TEST(http_router, says_which_methods_an_address_takes) {
    EXPECT_EQ(found("DELETE", "/v1/cases"), "method_not_allowed GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(found("OPTIONS", "/v1/cases"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(found("OPTIONS", "/v1/none"), "address_unknown");
    EXPECT_EQ(found("OPTIONS", "*"), "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
}

TEST(http_router, head_finds_get) {
    EXPECT_EQ(found("HEAD", "/v1/cases/mine"), "/v1/cases/mine");
    EXPECT_EQ(found("HEAD", "/v1/cases/7/alerts/2"), "method_not_allowed DELETE, OPTIONS");
}

TEST(http_router, lists_its_routes_in_order) {
    const router routes = sample();
    ASSERT_EQ(routes.table().size(), 8u);
    EXPECT_EQ(routes.table()[2].pattern, "/v1/cases");
    EXPECT_EQ(to_text(routes.table()[2].method), "POST");
    EXPECT_EQ(routes.table()[6].parameter_names, (std::vector<std::string>{"id", "n"}));
}

TEST(http_router, refuses_a_route_that_is_there_already_or_is_none) {
    router routes = sample();
    EXPECT_THROW(routes.add("GET /v1/cases/{other}", {}), std::logic_error);
    EXPECT_THROW(routes.add("GET v1/cases", {}), std::logic_error);
    EXPECT_THROW(routes.add("FETCH /v1/cases", {}), std::logic_error);
    EXPECT_THROW(routes.add("GET", {}), std::logic_error);
}
