#include "tests/support/counter_work.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace testing_support {
namespace {

using nlohmann::json;

std::string taken_in(api_desk& desk, const std::string& command, const json& what) {
    const auto told = desk.give("/v1/offices/96/commands/" + command, "counter_officer", what);
    EXPECT_EQ(told.status, 201) << told.whole.body;
    return told.body.is_object() ? told.body.value("code", std::string{}) : std::string{};
}

} // namespace

std::string complaint_about_a_measure(api_desk& desk) {
    return taken_in(
        desk, "receive_complaint",
        {{"received_by", "counter"},
         {"kind", "coercive_measure"},
         {"against_head", false},
         {"persons", json::array({{{"part", "complainant"}, {"name", "Lê Thị Bưởi"}}})}});
}

std::string request_that_lacks_a_paper(api_desk& desk) {
    auto code = taken_in(desk, "receive_request",
                         {{"procedure", "enf_request"},
                          {"received_by", "counter"},
                          {"persons", json::array({{{"part", "applicant"},
                                                    {"name", "Lê Thị Bưởi"},
                                                    {"email", "thu@example.vn"}}})}});
    desk.step(code, "counter_officer", "request_supplement",
              {{"missing", {"judgment"}}, {"grounds", {"incomplete"}}});
    return code;
}

} // namespace testing_support
