#pragma once

#include "engine/rules/rule_files.hpp"

#include <filesystem>

namespace connectors {

/// The texts of an installation's rules: the built-in ones, with the files of `rules/` of its data
/// folder in their place. rules_of_folder() makes the rules from them.
[[nodiscard]] engine::rule_files rule_files_of(const std::filesystem::path& data);

} // namespace connectors
