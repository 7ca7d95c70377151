#pragma once

#include "ops/cli/command.hpp"

#include <string>
#include <vector>

namespace ops {

/// A completion script, made from the catalogue of commands.
[[nodiscard]] std::string bash_completion(const std::vector<noun>& all);
[[nodiscard]] std::string zsh_completion(const std::vector<noun>& all);
[[nodiscard]] std::string fish_completion(const std::vector<noun>& all);

} // namespace ops
