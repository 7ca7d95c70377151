#include "connectors/documents/contact_on.hpp"

#include "engine/rule_set.hpp"

namespace connectors {

office_contact contact_on(const engine::rule_set& rules, const office_contacts& configured,
                          const events::office_code& office, events::local_date day) {
    const auto found = configured.find(office.str());
    auto out = found == configured.end() ? office_contact{} : found->second;
    const auto* known = rules.find_office(office);
    if (known == nullptr) {
        return out;
    }
    if (const auto* dated = known->phone_on(day)) {
        out.phone = dated->number;
    }
    if (out.email.empty() && known->email) {
        out.email = known->email->address;
    }
    return out;
}

} // namespace connectors
