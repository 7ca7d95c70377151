#pragma once

#include "engine/rule_set.hpp"
#include "events/vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace connectors {

class accounts;

/// Somebody whom a demonstration lets sign in. The login begins with `demo.`, so that nobody takes
/// it for a real one.
struct demo_account {
    std::string login; ///< `demo.` and the role's name
    std::string name;
    events::officer_id officer;
    events::office_code office;
    events::role as{};
};

/// Lets one officer of each role at a seeded office sign in with this password, which the caller
/// makes up and shows: it is for trying out and for a server on this machine only. The officers
/// have their roles from seed_folder(). Making them again sets the password anew. Throws
/// events::fault `account-malformed` for a password that is too short.
[[nodiscard]] std::vector<demo_account> make_demo_accounts(accounts& people,
                                                           const engine::rule_set& rules,
                                                           const events::office_code& office,
                                                           std::string_view password);
/// A password for them: random, and short enough to be typed.
[[nodiscard]] std::string demo_password();

} // namespace connectors
