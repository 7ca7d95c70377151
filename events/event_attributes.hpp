#pragma once

#include "events/event.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

/// The fixed texts of the envelope, shared by the writer and both readers.
namespace events::envelope {

inline constexpr std::string_view type_prefix = "vn.thads.motcua.";
inline constexpr std::string_view source_prefix = "/offices/";
/// CloudEvents wants an absolute URI; the schema lies in schemas/events/NAME.v1.json.
inline constexpr std::string_view schema_prefix = "urn:motcua:schemas:events:";

[[nodiscard]] inline std::string type_text(const payload& what) {
    if (const auto* unknown = std::get_if<unknown_event>(&what)) {
        return unknown->type;
    }
    std::string text{type_prefix};
    text.append(name_of(what)).append(".v1");
    return text;
}

[[nodiscard]] inline std::string schema_text(const payload& what) {
    std::string text{schema_prefix};
    text.append(name_of(what)).append(".v1");
    return text;
}

/// `request_received` of `vn.thads.motcua.request_received.v1`; empty when the type is not ours.
[[nodiscard]] inline std::string_view short_name(std::string_view type) {
    if (!type.starts_with(type_prefix)) {
        return {};
    }
    type.remove_prefix(type_prefix.size());
    const auto dot = type.rfind(".v");
    return dot == std::string_view::npos ? std::string_view{} : type.substr(0, dot);
}

[[nodiscard]] inline std::string sequence_text(std::uint64_t sequence) {
    std::string digits = std::to_string(sequence);
    return digits.size() < 8 ? digits.insert(0, 8 - digits.size(), '0') : digits;
}

[[nodiscard]] inline std::optional<std::uint64_t> sequence_from_text(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0) {
        return std::nullopt;
    }
    return value;
}

} // namespace events::envelope
