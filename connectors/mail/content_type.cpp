#include "connectors/mail/content_type.hpp"

#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <optional>

namespace connectors {
namespace {

bool is_token_char(char c) {
    constexpr std::string_view specials = "()<>@,;:\\\"/[]?=";
    return c > ' ' && c < 0x7F && specials.find(c) == std::string_view::npos;
}

/// Takes a quoted string or a token off `rest`.
std::optional<std::string> take_value(std::string_view& rest) {
    std::string value;
    if (!rest.starts_with('"')) {
        while (!rest.empty() && is_token_char(rest.front())) {
            value.push_back(rest.front());
            rest.remove_prefix(1);
        }
        return value.empty() ? std::nullopt : std::optional(value);
    }
    for (rest.remove_prefix(1); !rest.empty(); rest.remove_prefix(1)) {
        if (rest.front() == '"') {
            rest.remove_prefix(1);
            return value;
        }
        if (rest.front() == '\\' && rest.size() > 1) {
            rest.remove_prefix(1);
        }
        value.push_back(rest.front());
    }
    return std::nullopt;
}

/// Takes `; name=value` off `rest`; false where the grammar ends.
bool take_parameter(std::string_view& rest, content_type& read) {
    rest = trimmed(rest.substr(1));
    const auto equals = rest.find('=');
    if (rest.empty() || equals == std::string_view::npos) {
        return rest.empty();
    }
    const std::string name = lower_ascii(trimmed(rest.substr(0, equals)));
    rest = trimmed(rest.substr(equals + 1));
    const auto value = take_value(rest);
    if (!is_token(name) || !value || !read.parameters.emplace(name, *value).second) {
        return false;
    }
    rest = trimmed(rest);
    return rest.empty() || rest.front() == ';';
}

} // namespace

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

content_type read_content_type(std::string_view value) {
    content_type read;
    value = trimmed(value);
    const auto slash = value.find('/');
    const auto end = std::min(value.find(';'), value.size());
    if (slash == std::string_view::npos || slash > end || !is_token(value.substr(0, slash)) ||
        !is_token(trimmed(value.substr(slash + 1, end - slash - 1)))) {
        read.good = false;
        return read;
    }
    read.type = lower_ascii(trimmed(value.substr(0, end)));
    std::string_view rest = value.substr(end);
    while (!rest.empty()) {
        if (!take_parameter(rest, read)) {
            read.good = false;
            break;
        }
    }
    return read;
}

} // namespace connectors
