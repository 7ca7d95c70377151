#pragma once

#include "connectors/mail/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace connectors {

/// Bytes as text. `doubt` says why a person should look: `charset_unknown`, `charset_refused`,
/// `charset_mismatch` or `charset_lossy`.
struct decoded_text {
    /// UTF-8, NFC.
    std::string text;
    /// The character set it was read with, as iconv calls it, or `VNI`.
    std::string charset;
    std::optional<mail_finding> doubt;
};

/// Reads bytes of a mail. The declared character set is a hint (empty when none was declared):
/// bytes that do not fit it, and 8-bit bytes without one, are read with the set of those used in
/// Viet Nam that gives the most plausible Vietnamese, and with a doubt. Total: any bytes give some
/// text.
[[nodiscard]] decoded_text decode_text(std::string_view bytes, std::string_view declared);

} // namespace connectors
