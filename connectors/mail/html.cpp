#include "connectors/mail/html.hpp"

#include "connectors/mail/unicode.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace connectors {
namespace {

constexpr std::array<std::string_view, 22> blocks{
    "p",  "div", "br", "tr", "li", "ul", "ol", "table",   "blockquote", "h1",     "h2",
    "h3", "h4",  "h5", "h6", "hr", "dt", "dd", "section", "article",    "header", "footer"};

/// What stands inside these is not text.
constexpr std::array<std::string_view, 5> silent{"script", "style", "head", "title", "template"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 36> entities{{
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
    {"nbsp", " "},   {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"}, {"bull", "•"},
    {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},  {"agrave", "à"},
    {"aacute", "á"}, {"acirc", "â"},  {"atilde", "ã"}, {"egrave", "è"}, {"eacute", "é"},
    {"ecirc", "ê"},  {"igrave", "ì"}, {"iacute", "í"}, {"ograve", "ò"}, {"oacute", "ó"},
    {"ocirc", "ô"},  {"otilde", "õ"}, {"ugrave", "ù"}, {"uacute", "ú"}, {"yacute", "ý"},
    {"Aacute", "Á"}, {"Acirc", "Â"},  {"Ecirc", "Ê"},  {"Oacute", "Ó"}, {"Ocirc", "Ô"},
    {"Yacute", "Ý"},
}};

template <std::size_t Count>
bool any_of(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// `p` for `<p class=x>`, `/p` for `</p>`.
std::string tag_name(std::string_view inside) {
    std::size_t end = inside.starts_with('/') ? 1 : 0;
    while (end < inside.size() && std::isalnum(static_cast<unsigned char>(inside[end])) != 0) {
        ++end;
    }
    return lower_ascii(inside.substr(0, end));
}

/// The `>` that ends a tag; one inside quotes does not.
std::size_t tag_end(std::string_view html, std::size_t at) {
    char quote = 0;
    for (; at < html.size(); ++at) {
        const char c = html[at];
        if (quote != 0) {
            quote = c == quote ? char{0} : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at;
        }
    }
    return std::string_view::npos;
}

std::string utf8_of(std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return "\xEF\xBF\xBD";
    }
    std::array<char, 4> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, code);
    return {bytes.data(), static_cast<std::size_t>(length)};
}

/// What `&name;` or `&#number;` stands for; empty when it is neither.
std::string entity(std::string_view name) {
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const std::string_view digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        return error == std::errc{} && end == digits.data() + digits.size() ? utf8_of(code) : "";
    }
    const auto* const found = std::find_if(entities.begin(), entities.end(),
                                           [&](const auto& known) { return known.first == name; });
    return found == entities.end() ? "" : std::string(found->second);
}

class html_reader {
public:
    explicit html_reader(std::string_view html) : html_(html) {}

    std::string read() {
        while (at_ < html_.size()) {
            const char c = html_[at_];
            if (c == '<') {
                tag();
            } else if (c == '&') {
                reference();
            } else {
                character(c);
            }
        }
        return std::move(text_);
    }

private:
    void tag() {
        const std::string_view rest = html_.substr(at_);
        if (rest.starts_with("<!--")) {
            skip_to(html_.find("-->", at_ + 4), 3);
            return;
        }
        const char next = rest.size() > 1 ? rest[1] : ' ';
        if (next != '/' && next != '!' && next != '?' &&
            std::isalpha(static_cast<unsigned char>(next)) == 0) {
            character('<');
            return;
        }
        const auto end = tag_end(html_, at_ + 1);
        const std::string name = tag_name(html_.substr(at_ + 1, end - at_ - 1));
        skip_to(end, 1);
        if (any_of(silent, name)) {
            skip_silent(name);
        } else if (any_of(blocks, name.starts_with('/') ? name.substr(1) : name)) {
            line_end();
        } else if (name == "td" || name == "th") {
            character(' ');
        }
    }
    void skip_to(std::size_t found, std::size_t behind) {
        at_ = found == std::string_view::npos ? html_.size() : found + behind;
    }
    void skip_silent(const std::string& name) {
        const std::string end = "</" + name;
        while (at_ < html_.size()) {
            const auto close = html_.find("</", at_);
            skip_to(close, 0);
            if (lower_ascii(html_.substr(at_, end.size())) == end) {
                return;
            }
            at_ = std::min(at_ + 2, html_.size());
        }
    }
    void reference() {
        const std::string_view name = html_.substr(at_ + 1, 10);
        if (const auto end = name.find(';'); end != std::string_view::npos) {
            if (const std::string meant = entity(name.substr(0, end)); !meant.empty()) {
                text_ += meant;
                at_ += end + 2;
                return;
            }
        }
        character('&');
    }
    void character(char c) {
        ++at_;
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            text_.push_back(c);
        } else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') {
            text_.push_back(' ');
        }
    }
    void line_end() {
        while (text_.ends_with(' ')) {
            text_.pop_back();
        }
        if (!text_.empty() && !text_.ends_with('\n')) {
            text_.push_back('\n');
        }
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string text_;
};

} // namespace

std::string text_of_html(std::string_view html) { return html_reader(html).read(); }

} // namespace connectors
