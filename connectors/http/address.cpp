#include "connectors/http/address.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace connectors {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char folded = static_cast<char>(c | 0x20);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string plus_to_space(std::string_view text) {
    std::string out{text};
    std::ranges::replace(out, '+', ' ');
    return out;
}

} // namespace

bool is_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int64_t>(text.size());
    for (std::int64_t i = 0; i < size;) {
        UChar32 point = 0;
        U8_NEXT(bytes, i, size, point);
        if (point < 0) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (out.find('\0') != std::string::npos || !is_utf8(out)) {
        return std::nullopt;
    }
    return out;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::optional<std::vector<query_parameter>> parse_query(std::string_view text) {
    std::vector<query_parameter> out;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (part.empty()) {
            continue;
        }
        const std::size_t equals = std::min(part.find('='), part.size());
        auto name = percent_decode(plus_to_space(part.substr(0, equals)));
        auto value = percent_decode(plus_to_space(part.substr(std::min(equals + 1, part.size()))));
        if (!name || !value) {
            return std::nullopt;
        }
        out.push_back({*std::move(name), *std::move(value)});
    }
    return out;
}

std::optional<request_target> split_target(std::string_view target) {
    if (target == "*") {
        return request_target{target, {}};
    }
    if (const std::size_t scheme = target.find("://"); !target.starts_with('/')) {
        if (scheme == std::string_view::npos) {
            return std::nullopt;
        }
        target.remove_prefix(scheme + 3);
        const std::size_t path = target.find_first_of("/?");
        target = path == std::string_view::npos ? "/" : target.substr(path);
    }
    if (target.find('#') != std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::string_view path = target.substr(0, mark);
    return request_target{path.empty() ? "/" : path,
                          target.substr(std::min(mark + 1, target.size()))};
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
    std::vector<std::string> out;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        auto decoded = percent_decode(segment);
        if (!decoded || *decoded == "." || *decoded == ".." ||
            std::ranges::any_of(*decoded, is_control)) {
            return std::nullopt;
        }
        out.push_back(*std::move(decoded));
    }
    if (!path.empty()) {
        return std::nullopt;
    }
    return out;
}

} // namespace connectors
