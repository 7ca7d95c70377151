#pragma once

#include "connectors/api/parameters.hpp"
#include "connectors/csv.hpp"

#include <string>

namespace connectors::api {

/// An empty table with the separator that the caller asked for.
[[nodiscard]] csv_table csv_of(const call& of);
/// The table as a file to save under this name, which has to be plain ASCII.
[[nodiscard]] http_response csv_answer(const csv_table& table, const std::string& file_name);

/// `separator`.
[[nodiscard]] parameter_note separator_parameter();
[[nodiscard]] body_note csv_body();
/// `labels`: for tables whose first row has codes otherwise.
[[nodiscard]] parameter_note labels_parameter();

} // namespace connectors::api
