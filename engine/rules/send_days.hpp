#pragma once

#include "engine/procedure.hpp"
#include "engine/rules/rule_files.hpp"
#include "events/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

/// To whom the one-stop report goes and before which day, as data: `reports` of
/// schemas/rules/statistics.json.
namespace engine {

enum class reported_span : std::uint8_t { half_year, year };

struct send_day {
    reported_span span{};
    events::office_code under; ///< it and its branches send
    bilingual to;
    /// Of this year only, and before this day; of every year, on a day that no text names, when
    /// absent. Both or neither.
    std::optional<std::int64_t> year;
    std::optional<local_date> before;
    standing on;
};

/// Empty where the file names none. Throws events::fault `rules-bad-data`.
[[nodiscard]] std::vector<send_day> read_send_days(const rule_files& files);

/// The row of that span and year: one of the very year before one of every year. Null where none
/// that is applied binds the office, whose parent is the other one.
[[nodiscard]] const send_day* find_send_day(const std::vector<send_day>& all, reported_span span,
                                            std::int64_t year, const events::office_code& office,
                                            const events::office_code& parent);

} // namespace engine

template <> struct events::enum_names<engine::reported_span> {
    static constexpr std::array<std::string_view, 2> names{"half_year", "year"};
};
