#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace connectors {

/// Why a letter of schemas/mail cannot be used.
struct mail_problem {
    std::string file; ///< receipt.txt
    std::size_t line = 1;
    std::string reason;
};

/// Of all letters, as they lie in the folder: what is missing, empty, without a source, or asks for
/// a value that nobody gives. Throws events::fault when a file cannot be read.
[[nodiscard]] std::vector<mail_problem> mail_problems(const std::filesystem::path& folder);

} // namespace connectors
