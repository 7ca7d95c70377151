#pragma once

#include "connectors/api/call.hpp"
#include "projections/cases.hpp"

#include <optional>
#include <string>

/// What a period of a case is called, as the law of the case's day has it and in the caller's
/// language; nothing when it has no name there.
namespace connectors::api {

/// Of a case whose circumstances are known: they tell apart periods of one id and two names.
[[nodiscard]] std::optional<std::string>
period_name_in(const call& of, const engine::case_state& state, const engine::deadline& one);
/// Of a case, by its id: as it is now known, where it still is.
[[nodiscard]] std::optional<std::string>
period_name_in(const call& of, const engine::case_state& state, const std::string& deadline);
/// Of a line of a list; a period of one id and two names has none there.
[[nodiscard]] std::optional<std::string>
period_name_in(const call& of, const projections::case_row& row, const std::string& deadline);

} // namespace connectors::api
