#include "connectors/mail/clean.hpp"

#include "connectors/mail/icu_text.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/unicode.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

/// Controls, direction marks and overrides, zero-width characters, private and unassigned ones.
bool is_hidden(UChar32 c) {
    switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
        return true;
    default:
        // The blank that is a letter (Hangul filler) and variation selectors hide as well.
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 ||
               u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR);
    }
}

bool is_space(UChar32 c) { return u_isUWhiteSpace(c) || c == '\t' || c == '\n'; }

/// Without hidden characters, every run of blanks one space, none at the ends.
icu::UnicodeString one_line(std::string_view text) {
    const icu::UnicodeString units = utf16(text);
    icu::UnicodeString line;
    bool gap = false;
    for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
        const UChar32 c = units.char32At(at);
        if (is_space(c)) {
            gap = true;
        } else if (!is_hidden(c)) {
            if (gap && !line.isEmpty()) {
                line.append(u' ');
            }
            gap = false;
            line.append(c);
        }
    }
    return utf16(nfc(utf8(line)));
}

void keep_ending(icu::UnicodeString& name, std::int32_t most) {
    if (name.countChar32() <= most) {
        return;
    }
    const std::int32_t dot = name.lastIndexOf(u'.');
    icu::UnicodeString ending;
    if (dot > 0 && name.length() - dot <= 10) {
        ending = icu::UnicodeString(name, dot);
    }
    name.truncate(name.moveIndex32(0, most - ending.countChar32()));
    name.append(ending);
}

/// Names that Windows takes for devices, whatever their ending.
bool is_device(std::string_view name) {
    constexpr std::array<std::string_view, 6> devices{"con", "prn", "aux", "nul", "com", "lpt"};
    const std::string stem = lower_ascii(name.substr(0, name.find('.')));
    const bool numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
    return std::any_of(devices.begin(), devices.end(), [&](std::string_view device) {
        return stem == device || (numbered && stem.starts_with(device));
    });
}

/// Separators, their look-alikes, and what Windows refuses in a name.
bool is_unsafe_in_name(UChar32 c) {
    constexpr std::u16string_view unsafe = u"/\\:*?\"<>|\u2215\u2044\u29F8\uFF0F\uFF3C\u29F5\u2216";
    return c <= 0xFFFF && unsafe.find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}

std::string_view last_part(std::string_view path) {
    const auto cut = path.find_last_of("/\\");
    return cut == std::string_view::npos ? path : path.substr(cut + 1);
}

std::string_view without_dots(std::string_view name) {
    const auto first = name.find_first_not_of(". ");
    if (first == std::string_view::npos) {
        return {};
    }
    return name.substr(first, name.find_last_not_of(". ") - first + 1);
}

} // namespace

std::string clean_line(std::string_view text) {
    icu::UnicodeString line = one_line(text);
    const auto most = static_cast<std::int32_t>(mail_limits::shown_line_max);
    if (line.hasMoreChar32Than(0, line.length(), most)) {
        line.truncate(line.moveIndex32(0, most));
        line.append(u'…');
    }
    return utf8(line);
}

std::string clean_text(std::string_view text) {
    const icu::UnicodeString units = utf16(text);
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
        const UChar32 c = units.char32At(at);
        const bool line_end =
            c == '\n' || c == 0x2028 || c == 0x2029 || (c == '\r' && units[at + 1] != u'\n');
        if (line_end) {
            kept.append(u'\n');
        } else if (c == '\t' || !is_hidden(c)) {
            kept.append(c);
        }
    }
    // Last, because a letter and its mark meet where something hidden stood between them.
    return nfc(utf8(kept));
}

std::string clean_file_name(std::string_view sent, std::string_view fallback) {
    const icu::UnicodeString units = one_line(last_part(sent));
    icu::UnicodeString safe;
    for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
        const UChar32 c = units.char32At(at);
        safe.append(is_unsafe_in_name(c) ? UChar32{'_'} : c);
    }
    keep_ending(safe, static_cast<std::int32_t>(mail_limits::display_name_max));
    std::string name(without_dots(utf8(safe)));
    if (name.empty()) {
        return std::string(fallback);
    }
    return is_device(name) ? "_" + name : name;
}

bool has_hidden_characters(std::string_view text) {
    const icu::UnicodeString units = utf16(text);
    for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
        const UChar32 c = units.char32At(at);
        if (c != '\r' && c != '\n' && c != '\t' && is_hidden(c)) {
            return true;
        }
    }
    return false;
}

} // namespace connectors
