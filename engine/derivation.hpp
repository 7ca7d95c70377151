#pragma once

#include "engine/case_state.hpp"
#include "engine/deadline_math.hpp"

#include <optional>
#include <string>
#include <vector>

namespace engine {

/// From when on a duty that is due at this instant is owed late. A dossier that was complete after
/// 15:00 is handed over *at the start* of the next working morning (QĐ 537/QĐ-TCTHADS, step B3):
/// no text says how long a start lasts, and who must act before the office opens could never be in
/// time. Unless the calendar has a window for it, that morning's session is the half day, and its
/// end the exclusive end.
[[nodiscard]] events::instant late_from(const calendar& days, events::instant due, budget length);

/// How the due instant of a period of a case follows: the count from its start, with its pauses,
/// and the count of what it was extended by, from the end of the first on. Where the law says how
/// long it may last in all, one count from its start has both.
struct derivation {
    due_result counted;
    std::optional<due_result> prolonged; ///< absent where nothing was added to its end
    std::optional<events::instant> due;  ///< of both; empty while a pause is open
};

/// By this calendar. The error says what the calendar does not cover. Whether the period was met
/// does not matter. A pause that began after the first count ended is one of the second.
[[nodiscard]] tl::expected<derivation, std::string> derive(const calendar& days,
                                                           const deadline& period);

/// The due instant alone; the constant-time way when nothing paused or extended the period. Of a
/// period whose pause is open, the one that was stated.
[[nodiscard]] tl::expected<events::instant, std::string> derived_due(const calendar& days,
                                                                     const deadline& period);

/// The running periods of a case that end at another instant by this calendar than events said,
/// with that instant. What the calendar does not cover stays as it was.
[[nodiscard]] std::vector<events::deadline_moved> moved_by(const calendar& days,
                                                           const case_state& state);

} // namespace engine
