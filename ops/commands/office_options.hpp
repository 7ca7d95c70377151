#pragma once

#include "ops/cli/command.hpp"
#include "ops/session/ask.hpp"

#include <string>
#include <vector>

namespace ops {

/// `--office` and `--below`, as lists of the API take them.
[[nodiscard]] std::vector<argument> office_options();

/// Adds `name=true` when the flag of that name was given.
void pass_on_flag(question& into, const arguments& given, const std::string& name);

/// Adds both of office_options().
void pass_on_office(question& into, const arguments& given);

} // namespace ops
