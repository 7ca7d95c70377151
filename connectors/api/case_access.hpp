#pragma once

#include "connectors/api/views.hpp"

namespace connectors::api {

/// As case_of(), for a case that is named elsewhere than in the path.
[[nodiscard]] engine::case_state case_named(call& of, const std::string& code,
                                            engine::action wants);

/// The applicant of a list's row, opened when the caller may see them. Empty when nobody is named.
[[nodiscard]] std::optional<person_view> applicant_of(call& of, const projections::case_row& row);

} // namespace connectors::api
