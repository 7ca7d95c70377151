#pragma once

#include "engine/calendar.hpp"
#include "engine/deadline_math.hpp"
#include "events/describe.hpp"
#include "events/instant.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace engine {

/// How a step stands against its deadline. Every step is in exactly one state.
enum class lateness : std::uint8_t {
    on_time,  ///< open and not yet near, or ended in time
    due_soon, ///< open, and the warning has begun
    overdue,  ///< open, and the due instant has passed
    met_late, ///< ended at or after the due instant
    excused,  ///< past due, open or ended, for a reason that is recorded
};

struct deadline_state {
    lateness state = lateness::on_time;
    bool open = true; ///< false once the step has ended, in time or not
    bool operator==(const deadline_state&) const = default;
};

/// Where a step stands at `now`. `due` is exclusive and empty while the clock is stopped, which is
/// on time. A step that ended before `due` is on time and closed, whatever `now` is; an excuse
/// matters only once the due instant has passed. `warn_before` is how long before `due` the warning
/// begins.
[[nodiscard]] deadline_state lateness_of(std::optional<events::instant> due,
                                         std::optional<events::instant> met, bool excused,
                                         events::instant now,
                                         std::chrono::milliseconds warn_before);

/// When to warn: a number of working days before the end, or a share of the whole period,
/// whichever warns earlier. Configuration of the installation, not law.
struct warning {
    std::int64_t working_days = 0;
    std::int64_t percent = 0; ///< of the time from start to due, 0 to 100
    bool operator==(const warning&) const = default;
};

/// The `warn_before` of one deadline. A warning of n working days begins at 00:00 of the n-th
/// working day before the last one, but not before the start.
[[nodiscard]] tl::expected<std::chrono::milliseconds, std::string>
warn_before(const calendar& days, events::instant start, events::instant due, warning rule);

} // namespace engine

template <> struct events::enum_names<engine::lateness> {
    static constexpr std::array<std::string_view, 5> names{"on_time", "due_soon", "overdue",
                                                           "met_late", "excused"};
};
