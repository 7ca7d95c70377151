#include "connectors/mail/transfer.hpp"

#include <cstdint>

namespace connectors {
namespace {

int base64_value(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The byte that `=XY` at `at` stands for, or -1.
int escaped(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) {
        return -1;
    }
    const int high = hex_value(text[at + 1]);
    const int low = hex_value(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// The position behind a soft line break that begins with `=` at `at`, or 0.
std::size_t behind_soft_break(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) {
        ++end;
    }
    if (end == text.size()) {
        return end;
    }
    return text[end] == '\n' ? end + 1 : 0;
}

} // namespace

transfer_decoded from_base64(std::string_view text) {
    transfer_decoded done;
    done.bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    std::size_t count = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (is_blank(c)) {
            continue;
        }
        if (c == '=') {
            ++padding;
            continue;
        }
        const int value = base64_value(c);
        if (value < 0 || padding > 0) {
            done.clean = false;
            continue;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        if (++count % 4 == 0) {
            done.bytes += {static_cast<char>(bits >> 16U), static_cast<char>(bits >> 8U),
                           static_cast<char>(bits)};
        }
    }
    const std::size_t rest = count % 4;
    done.clean = done.clean && (rest == 0 ? padding == 0 : rest + padding == 4 && rest != 1);
    if (rest >= 2) {
        done.bytes.push_back(static_cast<char>(rest == 2 ? bits >> 4U : bits >> 10U));
    }
    if (rest == 3) {
        done.bytes.push_back(static_cast<char>(bits >> 2U));
    }
    return done;
}

transfer_decoded from_quoted_printable(std::string_view text) {
    transfer_decoded done;
    done.bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '=') {
            done.bytes.push_back(text[at++]);
        } else if (const int byte = escaped(text, at); byte >= 0) {
            done.bytes.push_back(static_cast<char>(byte));
            at += 3;
        } else if (const std::size_t next = behind_soft_break(text, at); next > 0) {
            at = next;
        } else {
            done.clean = false;
            done.bytes.push_back(text[at++]);
        }
    }
    return done;
}

transfer_decoded from_q_word(std::string_view text) {
    transfer_decoded done;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int byte = text[at] == '=' ? escaped(text, at) : -1;
        if (byte >= 0) {
            done.bytes.push_back(static_cast<char>(byte));
            at += 2;
        } else {
            done.clean = done.clean && text[at] != '=';
            done.bytes.push_back(text[at] == '_' ? ' ' : text[at]);
        }
    }
    return done;
}

} // namespace connectors
