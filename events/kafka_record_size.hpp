#pragma once

#include <cstdint>
#include <string_view>

namespace events {

/// What a topic must take at least (max.message.bytes). The producer sends up to a million bytes at
/// once, whatever single events need, and the brokers refuse a batch as a whole. Less than Kafka's
/// own default of 1,048,588.
inline constexpr std::int64_t record_bytes_min = 1'048'576;

/// Why a record was not written that no asking again will bring into the topic.
inline constexpr std::string_view too_large_for_topic =
    "the topic takes nothing as large as this (max.message.bytes)";
/// The same, until somebody grants it.
inline constexpr std::string_view not_let_write = "the brokers do not let this user write there";

} // namespace events
