#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Readers of single request fields. They are pure, and an empty optional always means malformed.
namespace connectors {

enum class language : std::uint8_t { vietnamese, english };

/// The better liked of the two languages we speak; Vietnamese when the caller does not say.
/// RFC 9110 section 12.5.4.
[[nodiscard]] language preferred_language(std::string_view accept_language);

/// What `If-Match` or `If-None-Match` asks for. RFC 9110 section 13.1.
struct entity_tag_condition {
    bool any = false;              ///< "*"
    std::vector<std::string> tags; ///< opaque parts of the strong tags, without quotes
    std::vector<std::string> weak; ///< opaque parts of the W/ tags; they never satisfy If-Match

    /// Strong comparison, as If-Match demands.
    [[nodiscard]] bool matches_strongly(std::string_view tag) const;
    /// Weak comparison, as If-None-Match demands.
    [[nodiscard]] bool matches_weakly(std::string_view tag) const;
};
[[nodiscard]] std::optional<entity_tag_condition> parse_entity_tags(std::string_view value);
/// A strong ETag of this opaque part: "…".
[[nodiscard]] std::string strong_entity_tag(std::string_view opaque);

/// What `Prefer` asks for; preferences that we do not know are skipped. RFC 7240.
struct preferences {
    bool respond_async = false;
    bool return_minimal = false;
    bool handling_strict = false;
    std::optional<std::uint32_t> wait_s;
};
[[nodiscard]] preferences parse_prefer(std::string_view value);

/// The token of `Authorization: Bearer …`. RFC 6750 section 2.1.
[[nodiscard]] std::optional<std::string> bearer_token(std::string_view authorization);

/// The key of `Idempotency-Key`, quoted as the draft has it or bare as most clients send it: 1 to
/// 128 visible ASCII characters.
[[nodiscard]] std::optional<std::string> parse_idempotency_key(std::string_view value);

} // namespace connectors
