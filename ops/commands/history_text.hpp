#pragma once

#include "ops/output/printer.hpp"

#include <string>
#include <vector>

namespace ops {

/// One step of a case's history for people: who, when, why, by which rule and law.
void print_step(printer& out, const json& step);

/// A person of a case: the name, or why it is not shown.
[[nodiscard]] std::string person_text(const printer& out, const json& person);

/// A step as a line of CSV.
[[nodiscard]] const std::vector<column>& history_columns();

} // namespace ops
