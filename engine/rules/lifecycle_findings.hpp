#pragma once

#include "engine/rules/check.hpp"

#include <filesystem>
#include <vector>

/// The published lifecycles: schemas/lifecycles/<name>.json, made from the compiled tables. They
/// are read to be checked, and judge nothing: no rule set holds them and no hash counts them.
namespace engine {

/// Those below a folder laid out like schemas/, by path (`lifecycles/dossier.json`), as they were
/// written; nothing where the folder has none. Throws events::fault `rules-not-readable`.
[[nodiscard]] rule_files read_lifecycle_files(const std::filesystem::path& folder);

/// Those that the binary was built with.
[[nodiscard]] rule_files embedded_lifecycle_files();

/// What is wrong with them, all of it an error: a step from or to an unknown status or of an
/// unknown command, a status that no row leaves and that is not final, and whatever else differs
/// from the tables that the program obeys. Nothing of no files; of some, those that are missing.
[[nodiscard]] std::vector<finding> lifecycle_findings(const rule_files& files);

} // namespace engine
