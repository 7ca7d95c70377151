#include "connectors/mail/encoded_words.hpp"

#include "connectors/mail/charset.hpp"
#include "connectors/mail/findings.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/transfer.hpp"
#include "connectors/mail/unicode.hpp"

#include <optional>

namespace connectors {
namespace {

/// RFC 2047 says 75; some programs put a whole subject into one. Bounds the search for an end.
constexpr std::size_t word_bytes_max = 4096;

struct encoded_word {
    std::string charset;
    std::string bytes;
    std::size_t length;
};

/// The word that begins at the start of `text`: =?charset*language?B or Q?text?=
std::optional<encoded_word> word_at(std::string_view text) {
    text = text.substr(0, word_bytes_max);
    if (!text.starts_with("=?")) {
        return std::nullopt;
    }
    const auto charset_end = text.find('?', 2);
    if (charset_end == std::string_view::npos || charset_end > 60 ||
        charset_end + 2 >= text.size() || text[charset_end + 2] != '?') {
        return std::nullopt;
    }
    const auto start = charset_end + 3;
    const auto end = text.find("?=", start);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view content = text.substr(start, end - start);
    std::string_view charset = text.substr(2, charset_end - 2);
    charset = charset.substr(0, charset.find('*'));
    const char how = text[charset_end + 1];
    if (how == 'B' || how == 'b') {
        return encoded_word{lower_ascii(charset), from_base64(content).bytes, end + 2};
    }
    if (how == 'Q' || how == 'q') {
        return encoded_word{lower_ascii(charset), from_q_word(content).bytes, end + 2};
    }
    return std::nullopt;
}

/// Collects neighbouring words of one character set, so that a letter split between two of them is
/// whole again before it is decoded.
class word_joiner {
public:
    explicit word_joiner(std::vector<mail_finding>& doubts) : doubts_(doubts) {}

    void add(encoded_word word) {
        if (open_ && word.charset != charset_) {
            finish();
        }
        open_ = true;
        charset_ = std::move(word.charset);
        bytes_ += word.bytes;
    }
    void add_plain(std::string_view text) {
        finish();
        decode(text, "");
    }
    void finish() {
        if (open_) {
            decode(bytes_, charset_);
        }
        open_ = false;
        bytes_.clear();
    }
    [[nodiscard]] bool open() const { return open_; }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void decode(std::string_view bytes, std::string_view charset) {
        const decoded_text read = decode_text(bytes, charset);
        text_ += read.text;
        if (read.doubt && std::find(doubts_.begin(), doubts_.end(), *read.doubt) == doubts_.end()) {
            doubts_.push_back(*std::move(read.doubt));
        }
    }

    std::vector<mail_finding>& doubts_;
    bool open_ = false;
    std::string charset_;
    std::string bytes_;
    std::string text_;
};

} // namespace

std::string decode_words(std::string_view raw, std::vector<mail_finding>& doubts) {
    word_joiner joined(doubts);
    std::size_t words = 0;
    for (std::size_t at = 0; at < raw.size();) {
        auto start = raw.find("=?", at);
        std::optional<encoded_word> word;
        while (start != std::string_view::npos && !(word = word_at(raw.substr(start)))) {
            start = raw.find("=?", start + 2);
        }
        if (!word || ++words > mail_limits::encoded_words_max) {
            joined.add_plain(raw.substr(at));
            break;
        }
        const std::string_view between = raw.substr(at, start - at);
        if (!joined.open() || !trimmed(between).empty()) {
            joined.add_plain(between);
        }
        at = start + word->length;
        joined.add(*std::move(word));
    }
    joined.finish();
    if (words > mail_limits::encoded_words_max) {
        add_once(doubts, {"too_many_words", "a header has too many encoded words"});
    }
    return nfc(joined.text());
}

} // namespace connectors
