#pragma once

#include <string>
#include <vector>

namespace ops {

/// Runs one command line (without the program's name) and answers with its exit code. Whatever
/// goes wrong is said on stderr.
[[nodiscard]] int run(const std::vector<std::string>& line);

} // namespace ops
