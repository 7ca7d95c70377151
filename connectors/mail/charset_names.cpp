#include "connectors/mail/charset_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace connectors {
namespace {

/// Names as mail has them, then the set that is meant. All other names go to iconv as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 85> mail_names{{
    {"utf-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"cp65001", "UTF-8"},
    {"us-ascii", "US-ASCII"},
    {"ascii", "US-ASCII"},
    {"us", "US-ASCII"},
    {"iso646-us", "US-ASCII"},
    {"ansi_x3.4-1968", "US-ASCII"},
    {"windows-1258", "CP1258"},
    {"cp1258", "CP1258"},
    {"cp-1258", "CP1258"},
    {"x-cp1258", "CP1258"},
    {"ms-viet", "CP1258"},
    {"tcvn", "TCVN"},
    {"tcvn3", "TCVN"},
    {"tcvn-5712", "TCVN"},
    {"tcvn5712", "TCVN"},
    {"tcvn5712-1", "TCVN"},
    {"x-viet-tcvn", "TCVN"},
    {"x-viet-tcvn5712", "TCVN"},
    {"viscii", "VISCII"},
    {"csviscii", "VISCII"},
    {"x-viet-viscii", "VISCII"},
    // Of 16 and 32 bits; a mark or the text itself says in which order the bytes are. iconv takes
    // the order of this machine where there is no mark.
    {"utf-16", "UTF-16BE"},
    {"utf16", "UTF-16BE"},
    {"utf-16be", "UTF-16BE"},
    {"utf-16le", "UTF-16LE"},
    {"ucs-2", "UTF-16BE"},
    {"ucs2", "UTF-16BE"},
    {"iso-10646-ucs-2", "UTF-16BE"},
    {"unicode", "UTF-16BE"},
    {"csunicode", "UTF-16BE"},
    {"utf-32", "UTF-32BE"},
    {"utf32", "UTF-32BE"},
    {"utf-32be", "UTF-32BE"},
    {"utf-32le", "UTF-32LE"},
    {"ucs-4", "UTF-32BE"},
    {"ucs4", "UTF-32BE"},
    {"iso-10646", "UTF-32BE"},
    {"iso-10646-ucs-4", "UTF-32BE"},
    {"csucs4", "UTF-32BE"},
    {"utf-7", "UTF-7"},
    {"iso-8859-1", "CP1252"}, // mail software means windows-1252 (WHATWG Encoding)
    {"iso8859-1", "CP1252"},
    {"iso_8859-1", "CP1252"},
    {"latin1", "CP1252"},
    {"csisolatin1", "CP1252"},
    {"windows-1252", "CP1252"},
    {"cp1252", "CP1252"},
    {"x-cp1252", "CP1252"},
    {"windows-1250", "CP1250"},
    {"windows-1251", "CP1251"},
    {"x-cp1251", "CP1251"},
    {"windows-1253", "CP1253"},
    {"windows-1254", "CP1254"},
    {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"},
    {"windows-1257", "CP1257"},
    {"windows-874", "CP874"},
    {"iso-8859-6-i", "ISO-8859-6"},
    {"iso-8859-6-e", "ISO-8859-6"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"iso-8859-8-e", "ISO-8859-8"},
    {"x-mac-roman", "MACINTOSH"},
    {"x-mac-cyrillic", "MAC-CYRILLIC"},
    {"gb2312", "GB18030"}, // what is declared as an old set has letters of its successor
    {"gb_2312-80", "GB18030"},
    {"csgb2312", "GB18030"},
    {"chinese", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"x-sjis", "SHIFT_JIS"},
    {"x-euc-jp", "EUC-JP"},
    {"euc-kr", "UHC"},
    {"ks_c_5601-1987", "UHC"},
    {"ks_c_5601-1989", "UHC"},
    {"ksc5601", "UHC"},
    {"ksc_5601", "UHC"},
    {"korean", "UHC"},
    {"windows-949", "UHC"},
    {"cp949", "UHC"},
    {"euckr", "UHC"},
    {"cseuckr", "UHC"},
}};

/// Without signs.
constexpr std::array<std::string_view, 5> refused_names{"iso2022cnext", "iso2022jp3", "wchart",
                                                        "char", "internal"};
/// The EBCDIC sets that shift between one byte and two, under any of their names.
constexpr std::array<std::string_view, 10> refused_pages{"930",  "933",  "935",  "937",  "939",
                                                         "1364", "1371", "1388", "1390", "1399"};

} // namespace

std::optional<std::string_view> charset_meant_by(std::string_view name) {
    const auto* const found =
        std::ranges::find(mail_names, name, [](const auto& one) { return one.first; });
    return found == mail_names.end() ? std::nullopt : std::optional{found->second};
}

bool is_refused_charset(std::string_view name) {
    std::string bare(name);
    std::erase_if(bare, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
    if (std::ranges::find(refused_names, bare) != refused_names.end()) {
        return true;
    }
    for (const std::string_view family : {"csibm", "ibm", "cp"}) {
        if (bare.starts_with(family) &&
            std::ranges::find(refused_pages, bare.substr(family.size())) != refused_pages.end()) {
            return true;
        }
    }
    return false;
}

bool is_charset_name(std::string_view name) {
    return name.size() <= 40 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                      c == '.' || c == ':' || c == '+' || c == '(' || c == ')';
           });
}

} // namespace connectors
