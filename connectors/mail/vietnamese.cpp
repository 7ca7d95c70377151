#include "connectors/mail/vietnamese.hpp"

#include "connectors/mail/icu_text.hpp"
#include "connectors/mail/unicode.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <string_view>

namespace connectors {
namespace {

constexpr std::u16string_view letters =
    u"àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    u"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";
constexpr std::u16string_view untoned = u"ăâêôơưđĂÂÊÔƠƯĐ";
/// What Vietnamese offices write beside letters.
constexpr std::u16string_view signs = u"–—‘’“”…•·°§«»\u00a0₫²³×";

/// Points for one character that is not ASCII.
int points(char16_t c, bool in_word) {
    if (letters.find(c) != std::u16string_view::npos) {
        return 1;
    }
    if (c == 0xFFFD || u_iscntrl(c) || !u_isdefined(c)) {
        return -6;
    }
    const bool sign = signs.find(c) != std::u16string_view::npos;
    return sign && !in_word ? 0 : -2;
}

bool toned(char16_t c) {
    return letters.find(c) != std::u16string_view::npos &&
           untoned.find(c) == std::u16string_view::npos;
}

struct vni_mark {
    char16_t written;
    std::u16string_view means;
};

constexpr std::array vni_marks{
    vni_mark{u'ø', u"\u0300"},       vni_mark{u'ù', u"\u0301"},
    vni_mark{u'û', u"\u0309"},       vni_mark{u'õ', u"\u0303"},
    vni_mark{u'ï', u"\u0323"},       vni_mark{u'â', u"\u0302"},
    vni_mark{u'ê', u"\u0306"},       vni_mark{u'à', u"\u0302\u0300"},
    vni_mark{u'á', u"\u0302\u0301"}, vni_mark{u'å', u"\u0302\u0309"},
    vni_mark{u'ã', u"\u0302\u0303"}, vni_mark{u'ä', u"\u0302\u0323"},
    vni_mark{u'è', u"\u0306\u0300"}, vni_mark{u'é', u"\u0306\u0301"},
    vni_mark{u'ú', u"\u0306\u0309"}, vni_mark{u'ü', u"\u0306\u0303"},
    vni_mark{u'ë', u"\u0306\u0323"},
};

constexpr std::u16string_view vni_alone = u"ñÑôÔöÖæÆóÓòÒîÎ";
constexpr std::u16string_view vni_alone_means = u"đĐơƠưƯỉỈĩĨịỊỵỴ";
constexpr std::u16string_view vni_vowels = u"aeouyôöAEOUYÔÖ";

std::u16string_view mark_of(char16_t c) {
    const auto lower = static_cast<char16_t>(u_tolower(c));
    for (const vni_mark& mark : vni_marks) {
        if (mark.written == lower) {
            return mark.means;
        }
    }
    return {};
}

} // namespace

int vietnamese_score(std::string_view text) {
    const icu::UnicodeString units = utf16(text);
    int score = 0;
    int tones = 0;
    bool lower_before = false;
    for (std::int32_t at = 0; at < units.length(); ++at) {
        const char16_t c = units[at];
        if (!u_isalpha(c)) {
            tones = 0;
        }
        if (c >= 0x80) {
            const bool in_word = at > 0 && at + 1 < units.length() && u_isalpha(units[at - 1]) &&
                                 u_isalpha(units[at + 1]);
            score += points(c, in_word);
            score -= u_isupper(c) && lower_before ? 2 : 0;
            tones += toned(c) ? 1 : 0;
            score -= tones > 1 && toned(c) ? 3 : 0;
        }
        lower_before = u_islower(c) != 0;
    }
    return score;
}

std::string from_vni(std::string_view text) {
    const icu::UnicodeString units = utf16(text);
    icu::UnicodeString read;
    bool after_vowel = false;
    for (std::int32_t at = 0; at < units.length(); ++at) {
        const char16_t c = units[at];
        const std::u16string_view mark = after_vowel ? mark_of(c) : std::u16string_view{};
        const auto alone = vni_alone.find(c);
        after_vowel = mark.empty() && vni_vowels.find(c) != std::u16string_view::npos;
        if (!mark.empty()) {
            read.append(mark.data(), static_cast<std::int32_t>(mark.size()));
        } else {
            read.append(alone == std::u16string_view::npos ? c : vni_alone_means[alone]);
        }
    }
    std::string bytes;
    read.toUTF8String(bytes);
    return nfc(bytes);
}

} // namespace connectors
