#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// One line for a screen: no control, direction or invisible characters, every run of blanks one
/// space, at most 500 characters. UTF-8 in and out.
[[nodiscard]] std::string clean_line(std::string_view text);

/// Text for a screen: as clean_line, but keeps LF and tab; CRLF and CR become LF; blanks stay.
[[nodiscard]] std::string clean_text(std::string_view text);

/// A file name for a screen and a download: the last part of a path, no character that a file
/// system or a shell could take otherwise, at most 120 characters with its ending kept.
/// `fallback` when nothing is left.
[[nodiscard]] std::string clean_file_name(std::string_view sent, std::string_view fallback);

/// True when `text` holds characters that clean_text would remove for being misleading.
[[nodiscard]] bool has_hidden_characters(std::string_view text);

} // namespace connectors
