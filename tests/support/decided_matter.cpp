#include "tests/support/decided_matter.hpp"

#include <gtest/gtest.h>

namespace testing_support {

void decide(api_desk& desk, const std::string& code, const std::vector<std::string>& grounds) {
    desk.step(code, "enforcement_officer", "begin_examination");
    nlohmann::json draft = {{"proposal", "grant"}};
    if (!grounds.empty()) {
        draft["grounds"] = grounds;
    }
    desk.step(code, "enforcement_officer", "submit_draft", draft);
    desk.step(code, "head", "sign_decision");
    desk.step(code, "clerk", "issue_decision");
}

std::string a_decided_matter(api_desk& desk, const char* procedure, const nlohmann::json& persons) {
    const auto told =
        desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                  {{"procedure", procedure}, {"received_by", "counter"}, {"persons", persons}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    auto code = told.body["code"].get<std::string>();
    decide(desk, code);
    return code;
}

std::string an_enforcement(api_desk& desk, const char* procedure, const nlohmann::json& persons) {
    auto code = a_decided_matter(desk, procedure, persons);
    desk.step(code, "head", "assign_officer", {{"officer", "enforcement_officer"}});
    desk.step(code, "enforcement_officer", "open_enforcement_file");
    return code;
}

} // namespace testing_support
