#include "connectors/seeding/demo_accounts.hpp"

#include "connectors/api/accounts.hpp"
#include "connectors/seeding/people.hpp"
#include "connectors/seeding/staff.hpp"
#include "events/aead.hpp"

#include <algorithm>

namespace connectors {

std::vector<demo_account> make_demo_accounts(accounts& people, const engine::rule_set& rules,
                                             const events::office_code& office,
                                             std::string_view password) {
    std::vector<demo_account> out;
    std::vector<account> all;
    seeding::chance luck{office.str().size(), 0x64656d6f};
    const seeding::staff people_at_work{rules.offices};
    for (const auto& one : people_at_work.all()) {
        const bool known = std::any_of(
            out.begin(), out.end(), [&](const demo_account& other) { return other.as == one.as; });
        if (one.office != office || known) {
            continue;
        }
        demo_account made{"demo." + std::string{events::name_of(one.as)},
                          seeding::invented_name(luck), one.id, one.office, one.as};
        all.push_back({made.login, made.officer, made.name});
        out.push_back(std::move(made));
    }
    people.put_sharing(all, password);
    return out;
}

std::string demo_password() {
    constexpr std::string_view letters =
        "abcdefghjkmnpqrstuvwxyz23456789"; // none looks like another
    std::string out = "demo-";
    for (const char byte : events::random_bytes(8)) {
        out.push_back(letters[static_cast<unsigned char>(byte) % letters.size()]);
    }
    return out;
}

} // namespace connectors
