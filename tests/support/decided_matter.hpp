#pragma once

#include "tests/support/api_desk.hpp"

namespace testing_support {

/// From the desk of the enforcement officer until the decision is issued.
void decide(api_desk& desk, const std::string& code);

/// A matter of office 96 that nobody requests, with its decision issued; its code.
[[nodiscard]] std::string a_decided_matter(api_desk& desk, const char* procedure,
                                           const nlohmann::json& persons);

/// The same in the hands of its officer, whose file is open.
[[nodiscard]] std::string an_enforcement(api_desk& desk, const char* procedure,
                                         const nlohmann::json& persons);

} // namespace testing_support
