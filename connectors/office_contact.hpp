#pragma once

#include <string>

namespace connectors {

/// How the public reaches an office; stands in its letters.
struct office_contact {
    std::string address;
    std::string phone;
    std::string email; ///< empty: the mailbox of the rule set
};

} // namespace connectors
