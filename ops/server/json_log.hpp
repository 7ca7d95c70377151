#pragma once

#include <string>

namespace ops {

/// From here on everything that is logged is a JSON line on stderr: `ts`, `level`, `msg` and what
/// the message says of itself. `level` is of the setting log.level.
void log_as_json_lines(const std::string& level);

/// A line with members of its own, as a JSON object that has `msg` at least.
void log_object(const char* level, std::string object);

} // namespace ops
