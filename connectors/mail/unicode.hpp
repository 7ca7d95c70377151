#pragma once

#include <string>
#include <string_view>

namespace connectors {

[[nodiscard]] bool fits_utf8(std::string_view bytes);
[[nodiscard]] bool is_ascii(std::string_view bytes);

/// UTF-8 in normal form C; what is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string nfc(std::string_view text);

/// For comparing without accents: lower case, no marks, `đ` as `d`, everything but letters and
/// digits as one space. `Yêu cầu THA` and `yeu cau  tha` fold to `yeu cau tha`.
[[nodiscard]] std::string folded(std::string_view text);

/// Lower case of ASCII letters only, for addresses, types and header names.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// Without ASCII blanks, tabs and line ends on both sides.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace connectors
