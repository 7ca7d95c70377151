#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connectors {

/// The trace id of a W3C `traceparent`, 32 lowercase hexadecimal digits. Empty when malformed or
/// all zero.
[[nodiscard]] std::optional<std::string> trace_id_of(std::string_view traceparent);

/// A new trace id: random, for finding log lines, not for keeping secrets.
[[nodiscard]] std::string new_trace_id();

} // namespace connectors
