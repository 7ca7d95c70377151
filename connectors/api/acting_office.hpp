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

} // namespace connectors::api
