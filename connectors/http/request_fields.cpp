#include "connectors/http/request_fields.hpp"

#include "connectors/http/message.hpp"

#include <algorithm>
#include <charconv>

namespace connectors {
namespace {

constexpr std::size_t idempotency_key_bytes_max = 128;

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Cuts the next element off a list; elements hold no quoted commas here.
std::string_view next_element(std::string_view& list, char separator) {
    const std::string_view element = list.substr(0, list.find(separator));
    list.remove_prefix(std::min(element.size() + 1, list.size()));
    return trim(element);
}

/// A weight in thousandths; anything that is not a weight counts as 1, as if it were absent.
int weight(std::string_view parameters) {
    while (!parameters.empty()) {
        const std::string_view one = next_element(parameters, ';');
        if (one.size() < 3 || !equal_ignoring_case(one.substr(0, 2), "q=")) {
            continue;
        }
        int value = one[2] == '1' ? 1000 : 0;
        int unit = 100;
        for (std::size_t i = 4; i < one.size() && i < 7 && value < 1000; ++i, unit /= 10) {
            value += one[i] >= '0' && one[i] <= '9' ? (one[i] - '0') * unit : 0;
        }
        return value;
    }
    return 1000;
}

bool is_language(std::string_view range, std::string_view code) {
    return equal_ignoring_case(range.substr(0, range.find('-')), code);
}

bool is_tag_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

bool is_visible(char c) { return c > 0x20 && c < 0x7f; }

/// Cuts one `"…"` or `W/"…"` off the front.
bool take_tag(std::string_view& rest, entity_tag_condition& out) {
    const bool weak = rest.starts_with("W/");
    rest.remove_prefix(weak ? 2 : 0);
    if (!rest.starts_with('"')) {
        return false;
    }
    const std::size_t end = rest.find('"', 1);
    if (end == std::string_view::npos) {
        return false;
    }
    const std::string_view opaque = rest.substr(1, end - 1);
    if (!std::ranges::all_of(opaque, is_tag_character)) {
        return false;
    }
    (weak ? out.weak : out.tags).emplace_back(opaque);
    rest = trim(rest.substr(end + 1));
    return true;
}

void take_preference(std::string_view name, std::string_view value, preferences& out) {
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) {
        value = value.substr(1, value.size() - 2);
    }
    if (equal_ignoring_case(name, "respond-async")) {
        out.respond_async = true;
    } else if (equal_ignoring_case(name, "return")) {
        out.return_minimal = equal_ignoring_case(value, "minimal");
    } else if (equal_ignoring_case(name, "handling")) {
        out.handling_strict = equal_ignoring_case(value, "strict");
    } else if (equal_ignoring_case(name, "wait")) {
        std::uint32_t seconds = 0;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (error == std::errc{} && end == value.data() + value.size()) {
            out.wait_s = seconds;
        }
    }
}

} // namespace

language preferred_language(std::string_view accept_language) {
    int vietnamese = -1;
    int english = -1;
    int any = -1;
    while (!accept_language.empty()) {
        std::string_view element = next_element(accept_language, ',');
        const std::string_view range = next_element(element, ';');
        const int liked = weight(element);
        if (is_language(range, "vi")) {
            vietnamese = std::max(vietnamese, liked);
        } else if (is_language(range, "en")) {
            english = std::max(english, liked);
        } else if (range == "*") {
            any = std::max(any, liked);
        }
    }
    vietnamese = vietnamese < 0 ? any : vietnamese;
    return english > 0 && english > vietnamese ? language::english : language::vietnamese;
}

bool entity_tag_condition::matches_strongly(std::string_view tag) const {
    return any || std::ranges::find(tags, tag) != tags.end();
}

bool entity_tag_condition::matches_weakly(std::string_view tag) const {
    return matches_strongly(tag) || std::ranges::find(weak, tag) != weak.end();
}

std::optional<entity_tag_condition> parse_entity_tags(std::string_view value) {
    entity_tag_condition out;
    value = trim(value);
    if (value == "*") {
        out.any = true;
        return out;
    }
    while (true) {
        if (!take_tag(value, out)) {
            return std::nullopt;
        }
        if (value.empty()) {
            return out;
        }
        if (!value.starts_with(',')) {
            return std::nullopt;
        }
        value = trim(value.substr(1));
    }
}

std::string strong_entity_tag(std::string_view opaque) { return "\"" + std::string{opaque} + "\""; }

preferences parse_prefer(std::string_view value) {
    preferences out;
    while (!value.empty()) {
        std::string_view element = next_element(value, ',');
        std::string_view preference = next_element(element, ';');
        const std::string_view name = next_element(preference, '=');
        take_preference(name, trim(preference), out);
    }
    return out;
}

std::optional<std::string> bearer_token(std::string_view authorization) {
    const std::string_view scheme = authorization.substr(0, authorization.find(' '));
    const std::string_view token = trim(authorization.substr(scheme.size()));
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"-._~+/="}.find(c) != std::string_view::npos;
    };
    if (!equal_ignoring_case(scheme, "Bearer") || token.empty() ||
        !std::ranges::all_of(token, allowed)) {
        return std::nullopt;
    }
    return std::string{token};
}

std::optional<std::string> parse_idempotency_key(std::string_view value) {
    value = trim(value);
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) {
        value = value.substr(1, value.size() - 2);
    }
    if (value.empty() || value.size() > idempotency_key_bytes_max ||
        !std::ranges::all_of(value, is_visible) ||
        value.find_first_of("\"\\,;") != std::string_view::npos) {
        return std::nullopt;
    }
    return std::string{value};
}

} // namespace connectors
