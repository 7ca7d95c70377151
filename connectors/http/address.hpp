#pragma once

#include "connectors/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// Shortest-form UTF-8 without surrogates.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Undoes %XX once. Empty when an escape is broken, when the result is not UTF-8 or when it holds a
/// NUL, which no name of ours has and which C interfaces would cut at.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);

/// Keeps RFC 3986 unreserved characters and escapes every other byte.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// `a=1&b=x+y` as a browser's form writes it; `+` is a space. Empty when any part is malformed.
[[nodiscard]] std::optional<std::vector<query_parameter>> parse_query(std::string_view text);

/// A request target cut in two, still encoded.
struct request_target {
    std::string_view path; ///< begins with '/', or is "*"
    std::string_view query;
};

/// Accepts origin form, absolute form (whose authority is dropped) and "*". Empty when malformed.
[[nodiscard]] std::optional<request_target> split_target(std::string_view target);

/// The decoded segments of a path: "/v1/a%2Fb" gives {"v1", "a/b"}, because it is cut before it is
/// decoded. Empty when a segment is malformed, holds a control character, or is "." or "..".
[[nodiscard]] std::optional<std::vector<std::string>> split_path(std::string_view path);

} // namespace connectors
