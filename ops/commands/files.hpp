#pragma once

#include <string>

namespace ops {

/// The bytes of a file that somebody named. Throws usage_error when it cannot be read.
[[nodiscard]] std::string read_named_file(const std::string& path);

/// Writes, over what was there. Throws usage_error when it cannot.
void write_named_file(const std::string& path, const std::string& bytes);

} // namespace ops
