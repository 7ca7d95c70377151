#include "connectors/mail/charset.hpp"

#include "connectors/mail/unicode.hpp"
#include "connectors/mail/vietnamese.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <vector>

namespace connectors {
namespace {

/// Other names of a set, then the one that iconv takes. Only these are handed to iconv: its rarer
/// converters had memory errors (CVE-2024-2961 in ISO-2022-CN-EXT) and no mail needs them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 58> known_sets{{
    {"utf-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"us-ascii", "US-ASCII"},
    {"ascii", "US-ASCII"},
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
    {"utf-16", "UTF-16BE"},
    {"utf-16be", "UTF-16BE"},
    {"utf-16le", "UTF-16LE"},
    {"utf-32", "UTF-32BE"},
    {"utf-32be", "UTF-32BE"},
    {"utf-32le", "UTF-32LE"},
    {"utf-7", "UTF-7"},
    {"iso-8859-1", "CP1252"}, // mail software means windows-1252 (WHATWG Encoding)
    {"latin1", "CP1252"},
    {"windows-1252", "CP1252"},
    {"cp1252", "CP1252"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-9", "ISO-8859-9"},
    {"iso-8859-15", "ISO-8859-15"},
    {"windows-1250", "CP1250"},
    {"windows-1251", "CP1251"},
    {"windows-1253", "CP1253"},
    {"windows-1254", "CP1254"},
    {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"},
    {"windows-1257", "CP1257"},
    {"windows-874", "CP874"},
    {"tis-620", "TIS-620"},
    {"koi8-r", "KOI8-R"},
    {"macintosh", "MACINTOSH"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5"},
    {"shift_jis", "SHIFT_JIS"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"euc-jp", "EUC-JP"},
    {"euc-kr", "EUC-KR"},
}};

std::string_view iconv_name(std::string_view declared) {
    const std::string name = lower_ascii(trimmed(declared));
    const auto* const found = std::find_if(known_sets.begin(), known_sets.end(),
                                           [&](const auto& set) { return set.first == name; });
    return found == known_sets.end() ? std::string_view{} : found->second;
}

/// These give ASCII bytes another meaning, so that clean bytes prove nothing.
bool beyond_ascii(std::string_view set) {
    return set.starts_with("UTF-16") || set.starts_with("UTF-32") || set == "UTF-7" ||
           set == "ISO-2022-JP";
}

struct conversion {
    std::string text;
    bool lossy = false;
};

/// What cannot be read becomes U+FFFD.
conversion convert(std::string_view bytes, const char* set) {
    conversion done;
    iconv_t state = iconv_open("UTF-8", set);
    if (state == reinterpret_cast<iconv_t>(-1)) {
        return {nfc(bytes), true};
    }
    // iconv takes a non-const pointer for historic reasons and does not write through it.
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    std::array<char, 8192> buffer{};
    while (in_left > 0) {
        char* out = buffer.data();
        std::size_t out_left = buffer.size();
        const bool failed = iconv(state, &in, &in_left, &out, &out_left) == std::size_t(-1);
        const int error = errno;
        done.text.append(buffer.data(), buffer.size() - out_left);
        if (failed && error != E2BIG && in_left > 0) {
            done.text += "\xEF\xBF\xBD";
            done.lossy = true;
            ++in;
            --in_left;
            iconv(state, nullptr, nullptr, nullptr, nullptr);
        }
    }
    char* out = buffer.data(); // CP1258 holds a letter back until it knows the next one
    std::size_t out_left = buffer.size();
    iconv(state, nullptr, nullptr, &out, &out_left);
    done.text.append(buffer.data(), buffer.size() - out_left);
    iconv_close(state);
    done.text = nfc(done.text);
    return done;
}

struct candidate {
    std::string_view charset;
    std::string text;
    int score;
};

/// The readings of 8-bit bytes that are usual in Viet Nam, best first; the earlier wins a draw.
std::vector<candidate> usual_readings(std::string_view bytes) {
    std::vector<candidate> found{{"UTF-8", nfc(bytes), 0}};
    if (!fits_utf8(bytes)) { // a few broken bytes in good UTF-8 still read best as UTF-8
        for (const char* set : {"CP1258", "TCVN", "VISCII"}) {
            found.push_back({set, convert(bytes, set).text, 0});
        }
        found.push_back({"VNI", from_vni(convert(bytes, "CP1252").text), 0});
    }
    for (candidate& one : found) {
        one.score = vietnamese_score(one.text);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const candidate& a, const candidate& b) { return a.score > b.score; });
    return found;
}

decoded_text best_reading(std::string_view bytes, const std::string& why, const char* code) {
    const auto found = usual_readings(bytes);
    const candidate& best = found.front();
    decoded_text result{best.text, std::string(best.charset), std::nullopt};
    const std::string how = why + ", read as " + result.charset;
    result.doubt = mail_finding{code, how};
    // A close second is a real doubt only where both look like Vietnamese at all.
    if (found.size() > 1 && found[1].score > 0 && found[1].text != best.text &&
        found[1].score * 10 >= best.score * 9) {
        result.doubt->detail += ", but " + std::string(found[1].charset) + " fits as well";
    }
    return result;
}

std::string_view without_mark(std::string_view bytes, std::string_view& set) {
    if (bytes.starts_with("\xEF\xBB\xBF") && set == "UTF-8") {
        return bytes.substr(3);
    }
    if (set == "UTF-16BE" && bytes.starts_with("\xFF\xFE")) {
        set = "UTF-16LE";
        return bytes.substr(2);
    }
    if (set == "UTF-16BE" && bytes.starts_with("\xFE\xFF")) {
        return bytes.substr(2);
    }
    return bytes;
}

/// Declared one-byte sets outside Viet Nam are often the default of a program over a Vietnamese
/// font, so a far better Vietnamese reading wins over them.
std::optional<decoded_text> better_than(const conversion& read, std::string_view bytes,
                                        std::string_view set) {
    if (!set.starts_with("CP125") || set == "CP1258") {
        return std::nullopt;
    }
    const auto found = usual_readings(bytes);
    const int score = vietnamese_score(read.text);
    if (score >= 0 || found.front().score <= 0) {
        return std::nullopt;
    }
    return best_reading(bytes, "declared " + std::string(set), "charset_mismatch");
}

} // namespace

decoded_text decode_text(std::string_view bytes, std::string_view declared) {
    std::string_view set = iconv_name(declared);
    const bool ascii = is_ascii(bytes);
    if (ascii && !beyond_ascii(set)) {
        return {std::string(bytes), "US-ASCII", std::nullopt};
    }
    if (set.empty() && !trimmed(declared).empty()) {
        return best_reading(bytes, "the declared character set is not known", "charset_unknown");
    }
    if (set.empty() || set == "US-ASCII") {
        if (fits_utf8(bytes)) {
            return {nfc(bytes), "UTF-8", std::nullopt};
        }
        return best_reading(bytes, "8-bit text without a character set", "charset_mismatch");
    }
    bytes = without_mark(bytes, set);
    if (set == "UTF-8") {
        if (fits_utf8(bytes)) {
            return {nfc(bytes), "UTF-8", std::nullopt};
        }
        return best_reading(bytes, "declared UTF-8 but is not", "charset_mismatch");
    }
    conversion read = convert(bytes, std::string(set).c_str());
    if (auto better = better_than(read, bytes, set)) {
        return *std::move(better);
    }
    decoded_text result{std::move(read.text), std::string(set), std::nullopt};
    if (read.lossy) {
        result.doubt =
            mail_finding{"charset_lossy", "some bytes do not exist in " + result.charset};
    }
    return result;
}

} // namespace connectors
