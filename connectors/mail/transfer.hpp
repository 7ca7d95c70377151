#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// The bytes behind a transfer encoding, and whether every input byte was as the RFC says.
struct transfer_decoded {
    std::string bytes;
    bool clean = true;
};

/// RFC 4648, line ends and blanks allowed between characters. Unclean: another character, a wrong
/// length, or anything after the padding.
[[nodiscard]] transfer_decoded from_base64(std::string_view text);

/// RFC 2045 quoted-printable. Unclean: `=` that is neither a soft line break nor two hex digits.
[[nodiscard]] transfer_decoded from_quoted_printable(std::string_view text);

/// RFC 2047 `Q`: as quoted-printable, with `_` for a space and no line breaks.
[[nodiscard]] transfer_decoded from_q_word(std::string_view text);

} // namespace connectors
