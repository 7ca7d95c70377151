#pragma once

#include <string>

namespace ops {

/// The bytes of a file that somebody named. Throws usage_error when it cannot be read.
[[nodiscard]] std::string read_named_file(const std::string& path);

/// Writes, in the place of what was there, which stays as it was until all is written. Throws
/// usage_error when there is no such folder, events::fault and filesystem_error when the disk or
/// its permissions do not let it.
void write_named_file(const std::string& path, const std::string& bytes);

} // namespace ops
