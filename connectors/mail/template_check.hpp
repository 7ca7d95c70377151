#pragma once

#include "connectors/mail/template_file.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// Why a letter of schemas/mail cannot be used.
struct mail_problem {
    std::string file; ///< receipt.txt
    std::size_t line = 1;
    std::string reason;
};

/// Of a letter that is read from `file`; nothing when it can be used.
[[nodiscard]] std::optional<mail_problem>
problem_of_letter(const letter_kind& kind, const std::string& file, const std::string& text);
/// Of the lines that stand below each letter.
[[nodiscard]] std::optional<mail_problem> problem_of_signature(const std::string& text);

/// Of all letters, as they lie in the folder: what is missing, empty, without a source, or asks for
/// a value that nobody gives. Throws events::fault when a file cannot be read.
[[nodiscard]] std::vector<mail_problem> mail_problems(const std::filesystem::path& folder);

} // namespace connectors
