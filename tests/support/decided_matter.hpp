#pragma once

#include "tests/support/api_desk.hpp"

#include <string>
#include <vector>

namespace testing_support {

/// From the desk of the enforcement officer until the decision is issued; relief on its grounds.
void decide(api_desk& desk, const std::string& code, const std::vector<std::string>& grounds = {});

/// A matter of office 96 that nobody requests, with its decision issued; its code.
[[nodiscard]] std::string a_decided_matter(api_desk& desk, const char* procedure,
                                           const nlohmann::json& persons);

/// The same in the hands of its officer, whose file is open.
[[nodiscard]] std::string an_enforcement(api_desk& desk, const char* procedure,
                                         const nlohmann::json& persons);

} // namespace testing_support
