#pragma once

#include "engine/calendar.hpp"
#include "events/instant.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>

/// Sessions of the office: the two halves of a working day.
namespace engine {

/// A session of a working day.
struct session_of_day {
    local_date day;
    bool afternoon = false;
};

/// The first session that begins after `at`, and whether `at` is past the cutoff of a working day.
struct next_session {
    session_of_day session;
    bool past_cutoff = false;
};

[[nodiscard]] tl::expected<next_session, std::string> session_after(const calendar& days_of,
                                                                    events::instant at);

/// The end of the `count`-th half day after `start`; see deadline_math.hpp for the reading. The
/// error names the day that the calendar does not cover.
[[nodiscard]] tl::expected<events::instant, std::string>
half_days_due(const calendar& days_of, events::instant start, std::int64_t count);

} // namespace engine
