#include "connectors/mail/charset.hpp"

#include "connectors/mail/charset_names.hpp"
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

constexpr std::string_view utf8_set = "UTF-8";
constexpr std::string_view vni_set = "VNI";
constexpr std::array<std::string_view, 5> usual_sets{utf8_set, "CP1258", "TCVN", "VISCII", vni_set};
/// Enough text to tell a character set by.
constexpr std::size_t judged_bytes_max = 64U * 1024;

/// What a declared name stands for.
struct declared_set {
    enum class kind { none, known, unknown, refused };
    kind is = kind::none;
    std::string name; ///< as iconv calls it
};

/// True where bytes below 128 are ASCII and nothing else: no escapes and no other letters. Of sets
/// that are not among these, also 7-bit text is converted.
bool holds_ascii(std::string_view set) {
    return set == "UTF-8" || set == "US-ASCII" || set == "UHC" || set == "GB18030" ||
           set.starts_with("CP125") || set.starts_with("ISO-8859-") || set.starts_with("KOI8-");
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
        const std::size_t before = text.size();
        const bool failed = step(&in, &left, text) && errno != E2BIG;
        // Old converters ask for more room for ever on some bytes (CVE-2020-27618).
        const bool stuck = left == bytes.size() && text.size() == before;
        bytes.remove_prefix(bytes.size() - left);
        return !failed && !stuck;
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

declared_set set_of(std::string_view declared) {
    using kind = declared_set::kind;
    const std::string name = lower_ascii(trimmed(declared));
    if (name.empty()) {
        return {};
    }
    if (const auto meant = charset_meant_by(name)) {
        return {kind::known, std::string(*meant)};
    }
    if (is_refused_charset(name)) {
        return {kind::refused, name};
    }
    if (!is_charset_name(name) || !converter(name).usable()) {
        return {kind::unknown, name};
    }
    std::string shown = name;
    std::ranges::transform(shown, shown.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return {kind::known, std::move(shown)};
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

/// Whether text of `width` bytes a letter, without a mark, has its low bytes first: most texts have
/// a blank or a line end, whose other bytes are zero.
bool is_little(std::string_view bytes, std::size_t width) {
    std::size_t high_first = 0;
    std::size_t low_first = 0;
    for (std::size_t at = 0; at + width <= std::min(bytes.size(), judged_bytes_max); at += width) {
        high_first += bytes[at] == '\0' ? 1 : 0;
        low_first += bytes[at + width - 1] == '\0' ? 1 : 0;
    }
    return low_first > high_first;
}

/// Takes a mark of the byte order off, and puts the order that it tells into `set`. `told`: the
/// name itself told it.
std::string_view without_mark(std::string_view bytes, std::string& set, bool told) {
    using namespace std::string_view_literals;
    if (set == "UTF-8" && bytes.starts_with("\xEF\xBB\xBF")) {
        return bytes.substr(3);
    }
    const bool wide = set.starts_with("UTF-32");
    if (!wide && !set.starts_with("UTF-16")) {
        return bytes;
    }
    const auto little = wide ? "\xFF\xFE\0\0"sv : "\xFF\xFE"sv;
    const auto big = wide ? "\0\0\xFE\xFF"sv : "\xFE\xFF"sv;
    const std::string of = wide ? "UTF-32" : "UTF-16";
    if (bytes.starts_with(little)) {
        set = of + "LE";
        return bytes.substr(little.size());
    }
    if (bytes.starts_with(big)) {
        set = of + "BE";
        return bytes.substr(big.size());
    }
    if (!told) {
        set = of + (is_little(bytes, wide ? 4 : 2) ? "LE" : "BE");
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
    using kind = declared_set::kind;
    auto [is, set] = set_of(declared);
    const bool ascii = is_ascii(bytes);
    if (is == kind::unknown || is == kind::refused) {
        const std::string why = is == kind::unknown
                                    ? "the declared character set is not known"
                                    : "the declared character set is one that is not read here";
        const auto* code = is == kind::unknown ? "charset_unknown" : "charset_refused";
        if (ascii) { // it may be ASCII, or shifted: nobody has read what it says
            return {std::string(bytes), "US-ASCII", mail_finding{code, why + ", read as US-ASCII"}};
        }
        return best_reading(bytes, why, code);
    }
    if (ascii && (is == kind::none || holds_ascii(set))) {
        return {std::string(bytes), "US-ASCII", std::nullopt};
    }
    if (is == kind::none || set == "US-ASCII") {
        if (fits_utf8(bytes)) {
            return {nfc(bytes), "UTF-8", std::nullopt};
        }
        return best_reading(bytes, "8-bit text without a character set", "charset_mismatch");
    }
    const std::string name = lower_ascii(trimmed(declared));
    bytes = without_mark(bytes, set, name.ends_with("be") || name.ends_with("le"));
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
    decoded_text result{std::move(read.text), set, std::nullopt};
    if (read.lossy) {
        result.doubt =
            mail_finding{"charset_lossy", "some bytes do not exist in " + result.charset};
    }
    return result;
}

} // namespace connectors
