#pragma once

#include "connectors/application.hpp"
#include "connectors/seeding/demo_accounts.hpp"
#include "connectors/seeding/seed.hpp"
#include "ops/output/printer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ops {

/// A running demonstration, as its text tells of it.
struct demonstration {
    connectors::application& on;
    std::string url;
    events::office_code office;                   ///< whose officers can sign in
    std::vector<connectors::demo_account> people; ///< one of each role, and the operator
    std::string password;
    std::optional<connectors::seed_report> seeded; ///< empty when the folder was kept from before
    bool kept = false;
};

/// What is in the data, who can sign in, and commands to try, each of which works when pasted.
void say_demo(printer& out, const demonstration& what);

} // namespace ops
