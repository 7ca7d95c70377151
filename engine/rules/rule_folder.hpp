#pragma once

#include "engine/rule_set.hpp"

#include <filesystem>
#include <string_view>

namespace engine {

/// Whether a path below schemas/ is legal data, and neither a schema nor a published shape.
[[nodiscard]] bool is_rule_file(std::string_view path);

/// The texts of the rule files below a folder laid out like schemas/, as they were written. Throws
/// events::fault `rules-not-readable`.
[[nodiscard]] rule_files read_rule_folder(const std::filesystem::path& folder);

/// Those that the binary was built with, as they were written.
[[nodiscard]] rule_files embedded_rule_files();

} // namespace engine
