#pragma once

#include "connectors/http/problem.hpp"

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace connectors {

struct json_limits {
    std::size_t bytes_max = 256 * 1024;
    std::size_t depth_max = 32;
    std::size_t members_max = 20'000; ///< of all objects and arrays together
};

/// Why a text was not taken as JSON.
struct json_refusal {
    std::string code; ///< too_large, too_deep, too_many_members, duplicate_member, malformed
    bilingual detail;
};

/// Reads JSON that came from outside: within the limits, each name once in its object (parsers
/// disagree about the second), all text in Unicode normal form C.
[[nodiscard]] tl::expected<nlohmann::json, json_refusal> read_strict_json(std::string_view text,
                                                                          json_limits limits = {});

} // namespace connectors
