#pragma once

#include "connectors/api/call.hpp"
#include "projections/register_book.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace connectors::api {

/// What became of a line of the follow-up register. `not_returned` is what the one-stop report
/// counts as in progress, everything else is settled there.
enum class register_standing : std::uint8_t {
    not_returned,
    returned,
    solved_at_once, ///< returned on the day it was filed
    withdrawn,
    terminated,
    referred_elsewhere,
};

struct line_standing {
    register_standing how = register_standing::not_returned;
    std::optional<events::instant> entered_at;  ///< by acceptance, or solved at once
    std::optional<events::instant> returned_at; ///< the result
    std::optional<events::instant> ended_at;    ///< without a result
    /// A result was returned, then its decision withdrawn: the day of return is struck through.
    std::optional<events::instant> returned_before;
    std::optional<events::instant> taken_back_at;
};

[[nodiscard]] line_standing standing_of(call& of, const projections::register_line& row);

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::register_standing> {
    static constexpr std::array<std::string_view, 6> names{"not_returned",   "returned",
                                                           "solved_at_once", "withdrawn",
                                                           "terminated",     "referred_elsewhere"};
};
