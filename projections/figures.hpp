#pragma once

#include "projections/key.hpp"
#include "projections/statistics.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// How the statistics tables are laid out; shared by what counts and what reads.
namespace projections {

inline constexpr std::uint8_t no_channel = 0xff;

/// What makes a case be in progress, and what ends it.
inline constexpr std::array figures_in{figure::received, figure::reopened, figure::moved_in};
inline constexpr std::array figures_out{figure::settled, figure::moved_out};

[[nodiscard]] key figure_prefix(const events::office_code& office, figure what);

/// The value of a row in table::statistics and statistics_months.
[[nodiscard]] std::uint64_t count_from(std::string_view value);
[[nodiscard]] std::string count_value(std::uint64_t count);

/// The value of a row in table::statistics_cases, and of one in table::by_status while its case is
/// in progress.
struct value_parts {
    std::uint8_t channel = no_channel;
    std::string_view procedure;
    std::string_view note; ///< of notes.hpp; empty where a figure has none
};
[[nodiscard]] value_parts parts_of_value(std::string_view value);
[[nodiscard]] std::string value_of(std::uint8_t channel, std::string_view procedure,
                                   std::string_view note);

/// Whether a row of table::statistics_cases, by its value, lies in the cell.
[[nodiscard]] bool in_cell(std::string_view value, const cell& where);

} // namespace projections
