#pragma once

#include "engine/case_state.hpp"
#include "projections/key.hpp"
#include "projections/table.hpp"

#include <string>
#include <string_view>

/// The rows of open periods by the instant at which they are due (table::due, office_due, watch),
/// or from which on they have been paused (table::paused): how keys and values are made and read.
namespace projections {

// The value of a row in table::due, office_due and watch: one byte.
inline constexpr char is_excused = 1;
inline constexpr char is_warned = 2; ///< an alert of the first rung exists

/// The alert of this rung over a period of the case; null when there is none.
[[nodiscard]] const engine::alert* alert_of(const engine::case_state& state,
                                            std::string_view deadline, std::string_view rung);

/// The key in table::watch and table::due.
[[nodiscard]] key watch_key(events::instant due, const events::office_code& office,
                            const events::case_id& subject, std::string_view deadline);

/// A row's key taken apart.
struct due_key {
    events::instant due{};
    events::office_code office;
    events::case_id subject;
    std::string deadline;
};

[[nodiscard]] due_key parts_of(table where, std::string_view row);

} // namespace projections
