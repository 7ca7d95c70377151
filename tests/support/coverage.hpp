#pragma once

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <string>

namespace testing_support {

/// tests/data/coverage.json: `deadlines`, a line for each row of the table of all periods of the
/// law (and those that stand beside it in the procedures), with its rules and tests; `steps`, a
/// line for each step of the procedures, with the walks that take it; `items`, what
/// the law and the plans ask of forms, registers, reports and accounts, with files and tests, or
/// with what is open.
[[nodiscard]] const nlohmann::json& coverage();

/// The same as three sections of schemas/README.md.
[[nodiscard]] std::string coverage_rows();

/// `suite.name` of every test in the sources.
[[nodiscard]] const std::set<std::string>& tests_in_sources();

} // namespace testing_support
