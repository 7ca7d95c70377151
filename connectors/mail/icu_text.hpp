#pragma once

#include <unicode/unistr.h>

#include <string>
#include <string_view>

namespace connectors {

/// ICU's form of a text, and back. What is no UTF-8 becomes U+FFFD.
[[nodiscard]] inline icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}
[[nodiscard]] inline std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

} // namespace connectors
