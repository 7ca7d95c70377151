#pragma once

#include "connectors/mail/templates.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which files of schemas/mail there are, and how one is read.
namespace connectors {

inline constexpr std::size_t letter_bytes_max = 1024U * 1024;
inline constexpr std::string_view signature_file = "signature.txt";

struct letter_kind {
    mail_template which;
    std::string_view name;
    /// What it may ask for, besides the names that every letter may use.
    std::string_view own_names;
};
/// All of them.
[[nodiscard]] std::span<const letter_kind> letter_kinds();

/// The file of the common text: receipt.txt.
[[nodiscard]] std::string common_file_of(const letter_kind& kind);
/// receipt.law_2025.txt beside receipt.txt.
[[nodiscard]] bool lies_beside(const letter_kind& kind, std::string_view file);
/// Those in the binary, the common one first.
[[nodiscard]] std::vector<std::string> published_files_of(const letter_kind& kind);

/// A text taken apart: lines of a head, an empty line, what is sent. Good while the text is.
struct letter_parts {
    std::string_view head;
    std::string_view body;

    /// A line of the head without its name, such as `Subject:`; empty when there is none.
    [[nodiscard]] std::string line(std::string_view name) const;
    [[nodiscard]] std::string subject() const { return line("Subject:"); }
};
[[nodiscard]] letter_parts parts_of_letter(std::string_view text);

} // namespace connectors
