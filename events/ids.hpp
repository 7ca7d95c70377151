#pragma once

#include "events/strong.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace events {

/// A case, or another stream of the log such as `rules` or the grants of one officer. UUID text.
using case_id = strong_string<struct case_id_tag>;
/// What a caller repeats to ask again safely. UUID text; counts once a case.
using command_id = strong_string<struct command_id_tag>;
/// An event's own identity. UUIDv7 text.
using event_id = strong_string<struct event_id_tag>;
/// An office's key, for example `96` or `964`; also the partition key of its events.
using office_code = strong_string<struct office_code_tag>;
/// An officer's pseudonym. Names live in the vault, never in the log.
using officer_id = strong_string<struct officer_id_tag>;
/// A person whose data is sealed; names the key in the vault.
using person_id = strong_string<struct person_id_tag>;
/// A published rule set: the SHA-256 of its content, in hex.
using rules_id = strong_string<struct rules_id_tag>;

using uuid_bytes = std::array<std::uint8_t, 16>;

/// Lowercase 8-4-4-4-12 text.
[[nodiscard]] std::string uuid_text(const uuid_bytes& bytes);
[[nodiscard]] bool is_uuid(std::string_view text);

/// A time-ordered UUID (RFC 9562 version 7) from milliseconds since 1970 and 10 random bytes.
[[nodiscard]] std::string uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random);
/// A UUID (version 8) that is a function of `name` alone: the first 16 bytes of its SHA-256.
[[nodiscard]] std::string uuid_of(std::string_view name);

/// The id of the case that this command opens, so that a repeated request cannot open a second.
[[nodiscard]] case_id case_opened_by(const command_id& command);

} // namespace events
