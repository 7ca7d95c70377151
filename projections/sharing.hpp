#pragma once

#include "events/ids.hpp"
#include "projections/snapshot.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// What a case has in common with the one that it names.
enum class sharing_kind : std::uint8_t {
    paper,   ///< its decision, or its notice of docketing
    request, ///< the request that opened both
};

struct sharing_case {
    sharing_kind kind{};
    events::case_id id;
    std::string code;
};

/// All cases of the office that share with the one of this code, by kind.
[[nodiscard]] std::vector<sharing_case>
cases_sharing_with(const snapshot& view, const events::office_code& office, std::string_view code);

} // namespace projections

template <> struct events::enum_names<projections::sharing_kind> {
    static constexpr std::array<std::string_view, 2> names{"paper", "request"};
};
