#pragma once

#include "connectors/api/call.hpp"
#include "engine/pressing.hpp"

#include <string_view>

namespace connectors::api {

/// At which office the role for a command on a case must be held: at that of the case, but for what
/// the agency above it does. Where the rules know none above, as above the agency of a province,
/// only who acts at every office is of it.
[[nodiscard]] inline events::office_code acting_office(const call& of, std::string_view command,
                                                       const events::office_code& office) {
    if (!engine::is_of_agency_above(command)) {
        return office;
    }
    const auto* above = engine::agency_above(of.on.rules, office, events::office_date(of.now()));
    return above == nullptr ? events::office_code{"*"} : above->key;
}

/// Whether the caller may do for this office what the agency above it does.
[[nodiscard]] inline bool acts_above(call& of, const events::office_code& office) {
    constexpr auto presses = engine::press_lower_agency::name;
    return of.ask(engine::action::command, acting_office(of, presses, office), presses).allowed;
}

} // namespace connectors::api
