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

constexpr std::string_view utf8_set = "UTF-8";
constexpr std::string_view vni_set = "VNI";
constexpr std::array<std::string_view, 5> usual_sets{utf8_set, "CP1258", "TCVN", "VISCII", vni_set};
/// Enough text to tell a character set by.
constexpr std::size_t judged_bytes_max = 64U * 1024;

std::string_view iconv_name(std::string_view declared) {
    const std::string name = lower_ascii(trimmed(declared));
    const auto* const found = std::find_if(known_sets.begin(), known_sets.end(),
                                           [&](const auto& set) { return set.first == name; });
    return found == known_sets.end() ? std::string_view{} : found->second;
}

/// These give bytes below 128 another meaning; TCVN and VISCII some capitals in place of controls.
bool beyond_ascii(std::string_view set) {
    return set.starts_with("UTF-16") || set.starts_with("UTF-32") || set == "UTF-7" ||
           set == "ISO-2022-JP" || set == "TCVN" || set == "VISCII";
}

struct conversion {
    std::string text;
    bool lossy = false;
};

/// One run of iconv to UTF-8.
class converter {
public:
    explicit converter(std::string_view set)
        : state_(iconv_open("UTF-8", std::string(set).c_str())) {}
    ~converter() {
        if (usable()) {
            iconv_close(state_);
        }
    }
    converter(const converter&) = delete;
    converter& operator=(const converter&) = delete;
    [[nodiscard]] bool usable() const {
        return state_ != reinterpret_cast<iconv_t>(-1); // NOLINT(performance-no-int-to-ptr): POSIX
    }

    /// Takes what can be read off the front of `bytes`; false when the next byte cannot.
    bool take(std::string_view& bytes, std::string& text) {
        // iconv takes a non-const pointer for historic reasons and does not write through it.
        char* in = const_cast<char*>(bytes.data());
        std::size_t left = bytes.size();
        const bool failed = step(&in, &left, text) && errno != E2BIG;
        bytes.remove_prefix(bytes.size() - left);
        return !failed;
    }
    /// CP1258 holds a letter back until it knows the next one.
    void flush(std::string& text) { step(nullptr, nullptr, text); }

private:
    bool step(char** in, std::size_t* left, std::string& text) {
        char* out = buffer_.data();
        std::size_t room = buffer_.size();
        const bool failed = iconv(state_, in, left, &out, &room) == static_cast<std::size_t>(-1);
        const int error = errno;
        text.append(buffer_.data(), buffer_.size() - room);
        errno = error;
        return failed;
    }

    iconv_t state_;
    std::array<char, 8192> buffer_{};
};

/// What cannot be read becomes U+FFFD.
conversion convert(std::string_view bytes, std::string_view set) {
    converter run(set);
    if (!run.usable()) {
        return {nfc(bytes), true};
    }
    conversion done;
    while (!bytes.empty()) {
        if (!run.take(bytes, done.text) && !bytes.empty()) {
            run.flush(done.text);
            done.text += "\xEF\xBF\xBD";
            done.lossy = true;
            bytes.remove_prefix(1);
        }
    }
    run.flush(done.text);
    done.text = nfc(done.text);
    return done;
}

std::string read_as(std::string_view bytes, std::string_view charset) {
    if (charset == utf8_set) {
        return nfc(bytes);
    }
    return charset == vni_set ? from_vni(convert(bytes, "CP1252").text)
                              : convert(bytes, charset).text;
}

struct candidate {
    std::string_view charset;
    std::string start;
    int score;
};

/// The readings of 8-bit bytes that are usual in Viet Nam, best first, judged by their start; the
/// earlier wins a draw.
std::vector<candidate> usual_readings(std::string_view bytes) {
    const std::string_view start = bytes.substr(0, judged_bytes_max);
    std::vector<candidate> found;
    for (const std::string_view charset : usual_sets) {
        std::string text = read_as(start, charset);
        const int score = vietnamese_score(text);
        found.push_back({charset, std::move(text), score});
        if (charset == utf8_set && fits_utf8(bytes)) {
            break;
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const candidate& a, const candidate& b) { return a.score > b.score; });
    return found;
}

decoded_text best_reading(std::string_view bytes, const std::string& why, const char* code) {
    const auto found = usual_readings(bytes);
    const candidate& best = found.front();
    decoded_text result{read_as(bytes, best.charset), std::string(best.charset),
                        mail_finding{code, why + ", read as " + std::string(best.charset)}};
    // A close second is a real doubt only where both look like Vietnamese at all.
    if (found.size() > 1 && found[1].score > 0 && found[1].start != best.start &&
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
    const candidate best = usual_readings(bytes).front();
    // Every ninth letter of Vietnamese has an accent, and chance gives a short German name some.
    const bool vietnamese = best.score >= 8 && static_cast<std::size_t>(best.score) * 12 >=
                                                   std::min(bytes.size(), judged_bytes_max);
    const int score = vietnamese_score(std::string_view(read.text).substr(0, judged_bytes_max));
    if (score >= 0 || !(best.charset == utf8_set || vietnamese)) {
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
    conversion read = convert(bytes, set);
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
