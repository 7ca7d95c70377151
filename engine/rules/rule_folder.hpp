#pragma once

#include "engine/rule_set.hpp"

#include <filesystem>
#include <string_view>

namespace engine {

/// Whether a path below schemas/ is legal data, and neither a schema nor a published shape.
[[nodiscard]] bool is_rule_file(std::string_view path);

/// The texts of the files in one folder below `folder`, by paths such as `rules/acts.json`, of
/// those paths that `is_one`: `name` ends in a slash. Nothing where there is no such folder. Throws
/// events::fault `rules-not-readable`.
[[nodiscard]] rule_files files_below(const std::filesystem::path& folder, std::string_view name,
                                     bool (*is_one)(std::string_view));

/// The texts of the rule files below a folder laid out like schemas/, as they were written. Throws
/// events::fault `rules-not-readable`.
[[nodiscard]] rule_files read_rule_folder(const std::filesystem::path& folder);

/// Those that the binary was built with, as they were written.
[[nodiscard]] rule_files embedded_rule_files();

/// `files` with those of a folder in their place: what an installation adopted or brought up to
/// date, such as the calendar of a new year, without a new program. A calendar takes the place of
/// the one there was, whatever it is called. Throws as read_rule_folder.
[[nodiscard]] rule_files with_files_of(rule_files files, const std::filesystem::path& folder);

/// Rule files as they would be used, and whether a folder was complete by itself.
struct found_rules {
    rule_files files;
    bool laid_over = false; ///< over those that the binary was built with
};

/// Of a folder laid out like schemas/, or of one with a few files that an installation put in the
/// place of the built-in ones: `rules/` of its data folder, or any that holds less than half of
/// what the binary was built with. Throws as read_rule_folder.
[[nodiscard]] found_rules find_rules(const std::filesystem::path& folder);

} // namespace engine
