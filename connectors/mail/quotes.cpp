#include "connectors/mail/quotes.hpp"

#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace connectors {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool is_quoted(std::string_view line) { return trimmed(line).starts_with('>'); }

/// `-----Original Message-----` and its Vietnamese forms: everything behind it is quoted.
bool begins_the_original(std::string_view line) {
    line = trimmed(line);
    if (!line.starts_with("--") || !line.ends_with("--")) {
        return false;
    }
    constexpr std::array<std::string_view, 7> words{
        "original message", "forwarded message",      "thu goc", "tin nhan goc", "noi dung goc",
        "thu chuyen tiep",  "tin nhan da chuyen tiep"};
    const std::string inside = folded(line);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return inside.starts_with(word); });
}

/// `Vào 08:12, Th 5, 1 thg 6, 2017 ... đã viết:`, `On ... wrote:`
bool introduces_a_quote(std::string_view line) {
    line = trimmed(line);
    if (!line.ends_with(':') || line.size() > 400) {
        return false;
    }
    const std::string words = folded(line);
    return words.ends_with(" da viet") || words.ends_with(" viet") || words.ends_with(" wrote");
}

/// The introduction may be wrapped over two lines and be followed by empty ones.
bool is_introduction(const std::vector<std::string_view>& lines, std::size_t at) {
    std::size_t next = at;
    if (!introduces_a_quote(lines[at])) {
        if (at + 1 >= lines.size() || !introduces_a_quote(lines[at + 1]) ||
            trimmed(lines[at]).empty() || lines[at].find('@') == std::string_view::npos) {
            return false;
        }
        next = at + 1;
    }
    do {
        ++next;
    } while (next < lines.size() && trimmed(lines[next]).empty());
    return next < lines.size() && is_quoted(lines[next]);
}

} // namespace

std::string without_quotes(std::string_view text) {
    const auto lines = lines_of(text);
    std::string fresh;
    for (std::size_t at = 0; at < lines.size() && !begins_the_original(lines[at]); ++at) {
        if (!is_quoted(lines[at]) && !is_introduction(lines, at)) {
            fresh += lines[at];
            fresh += '\n';
        }
    }
    return std::string(trimmed(fresh));
}

} // namespace connectors
