#include "ops/session/contacts.hpp"

#include "ops/config/settings.hpp"

namespace ops {

std::map<std::string, connectors::office_contact> contacts_of(const settings& how) {
    constexpr std::string_view section = "contacts.";
    std::map<std::string, connectors::office_contact> out;
    for (const auto& [name, value] : how.all()) {
        if (!name.starts_with(section)) {
            continue;
        }
        const auto dot = name.rfind('.');
        auto& one = out[name.substr(section.size(), dot - section.size())];
        const auto what = name.substr(dot + 1);
        (what == "address" ? one.address : what == "phone" ? one.phone : one.email) = value.value;
    }
    return out;
}

} // namespace ops
