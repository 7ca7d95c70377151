#pragma once

#include "tests/support/api_desk.hpp"

/// What the counter of office 96 takes in, through the API.
namespace testing_support {

/// A complaint about a coercive measure; its code.
std::string complaint_about_a_measure(api_desk& desk);

/// A request of somebody with an e-mail address, who is told by step 2 what is missing; its code.
[[nodiscard]] std::string request_that_lacks_a_paper(api_desk& desk);

} // namespace testing_support
