#include "connectors/mail/unicode.hpp"

#include "connectors/mail/icu_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdlib>

namespace connectors {
namespace {

/// The tables are part of the library, so a failure is a broken installation of ICU.
const icu::Normalizer2& form(const icu::Normalizer2* (*get)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = get(status);
    if (U_FAILURE(status) || found == nullptr) {
        std::abort();
    }
    return *found;
}

icu::UnicodeString normalised(const icu::Normalizer2& how, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result = how.normalize(text, status);
    return U_SUCCESS(status) ? result : text;
}

bool is_mark(UChar32 c) {
    const auto type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
}

} // namespace

bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool fits_utf8(std::string_view bytes) {
    const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<std::int32_t>(bytes.size());
    std::int32_t at = 0;
    while (at < length) {
        UChar32 c = 0;
        U8_NEXT(data, at, length, c);
        if (c < 0) {
            return false;
        }
    }
    return true;
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) {
        return std::string(text);
    }
    return utf8(normalised(form(&icu::Normalizer2::getNFCInstance), utf16(text)));
}

std::string folded(std::string_view text) {
    const icu::UnicodeString apart =
        normalised(form(&icu::Normalizer2::getNFKDInstance), utf16(text));
    icu::UnicodeString plain;
    bool gap = false;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        const UChar32 c = u_tolower(apart.char32At(at));
        if (is_mark(c)) {
            continue;
        }
        if (!u_isalnum(c)) {
            gap = true;
            continue;
        }
        if (gap && !plain.isEmpty()) {
            plain.append(u' ');
        }
        gap = false;
        plain.append(c == 0x111 ? UChar32{'d'} : c);
    }
    return utf8(plain);
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

} // namespace connectors
