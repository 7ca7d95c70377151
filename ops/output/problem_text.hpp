#pragma once

#include "ops/output/printer.hpp"

#include <string>

namespace ops {

/// Says on stderr why the API refused: title, reason, rule, legal source, what is open instead and
/// what is wrong with the input.
void say_problem(printer& to, int status, const std::string& problem);

} // namespace ops
