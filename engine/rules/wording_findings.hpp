#pragma once

#include "engine/rules/check.hpp"

#include <filesystem>
#include <vector>

/// What codes are called: schemas/words/<name>.json. It is wording and not law, so that no rule set
/// holds it; what is wrong in it would show a code to somebody who waits for words.
namespace engine {

/// Those below a folder laid out like schemas/, by path (`words/reasons.json`), as they were
/// written; nothing where the folder has none. Throws events::fault `rules-not-readable`.
[[nodiscard]] rule_files read_wording_files(const std::filesystem::path& folder);

/// Those that the binary was built with.
[[nodiscard]] rule_files embedded_wording_files();

/// What is wrong with them, all of it an error: a file that nothing reads, a language that nobody
/// is answered in, words that are missing or empty, a code that is none or stands there twice.
[[nodiscard]] std::vector<finding> wording_findings(const rule_files& files);

} // namespace engine
