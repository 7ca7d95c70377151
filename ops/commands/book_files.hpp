#pragma once

#include "ops/cli/invocation.hpp"
#include "ops/session/ask.hpp"

#include <vector>

namespace ops {

/// Adds `--to`, `--paper` and `--separator`: a book or report as a file.
[[nodiscard]] std::vector<argument> with_file_options(std::vector<argument> others);

/// Asks for a book or report and writes the file that `--to` names, whose ending says how; CSV when
/// it has none. Throws as ask() and write_named_file().
int save_book(invocation& on, const arguments& given, question asked);

/// Says when a report was closed, and what it and earlier ones said otherwise.
void say_reported(printer& out, const json& told);

} // namespace ops
