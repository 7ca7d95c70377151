#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ops {

/// Columns of a terminal that UTF-8 text takes: combining marks none, wide East Asian letters two.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Cut to at most so many columns, the last of them an ellipsis when anything was cut.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t columns);

/// Control characters, which a terminal would obey, become U+FFFD; so do bytes that are not UTF-8.
/// Line ends and tabs become a space unless `keep_lines`.
[[nodiscard]] std::string printable(std::string_view text, bool keep_lines = false);

} // namespace ops
