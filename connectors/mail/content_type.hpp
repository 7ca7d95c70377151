#pragma once

#include <map>
#include <string>
#include <string_view>

namespace connectors {

/// A Content-Type by the letter of RFC 2045: what does not follow the grammar is not `good`.
struct content_type {
    std::string type = "text/plain";
    std::map<std::string, std::string> parameters;
    bool good = true;
};

/// Total; the type of a header that makes no sense is text/plain, as RFC 2045 section 5.2 says.
[[nodiscard]] content_type read_content_type(std::string_view value);

/// A header name or a part of a type: printable ASCII without the specials of RFC 2045.
[[nodiscard]] bool is_token(std::string_view text);

} // namespace connectors
