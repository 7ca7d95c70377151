#pragma once

#include "engine/lateness.hpp"
#include "projections/cases.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace projections {

/// How long before the due instant a period counts as due soon. `exact` may look at the single
/// period (working days before, a share of the whole, the unit of its length) but never answers
/// more than `longest`.
struct due_soon_rule {
    std::chrono::milliseconds longest{std::chrono::hours{24}};
    std::function<std::chrono::milliseconds(events::instant since, events::instant due,
                                            std::string_view unit)>
        exact{};

    [[nodiscard]] std::chrono::milliseconds before(events::instant since, events::instant due,
                                                   std::string_view unit) const;
};

/// An open period with its case.
struct deadline_row {
    case_row matter;
    std::string deadline;
    events::instant since{};
    events::instant due{};
    std::int64_t amount = 0;
    std::string unit;
    events::role act_by = events::role::head;
    std::string source;
    engine::lateness state = engine::lateness::on_time;
    engine::alert_status alert = engine::alert_status::none; ///< of the rung it has reached
};

/// The state of one period of a case at `now`; on time while it is paused or has lapsed.
[[nodiscard]] engine::deadline_state state_of(const engine::deadline& one, events::instant now,
                                              const due_soon_rule& warn);

/// Periods whose due instant has passed, oldest first; of one office, or of all when empty.
[[nodiscard]] page<deadline_row> overdue(const snapshot& view,
                                         const std::optional<events::office_code>& office,
                                         events::instant now, const due_soon_rule& warn,
                                         const page_request& which);
/// Periods that are due soon and not overdue, next first.
[[nodiscard]] page<deadline_row> due_soon(const snapshot& view,
                                          const std::optional<events::office_code>& office,
                                          events::instant now, const due_soon_rule& warn,
                                          const page_request& which);
/// Periods with from <= due < to.
[[nodiscard]] page<deadline_row> due_between(const snapshot& view,
                                             const std::optional<events::office_code>& office,
                                             events::instant from, events::instant to,
                                             events::instant now, const due_soon_rule& warn,
                                             const page_request& which);
/// Open periods whose clock is stopped, longest first.
[[nodiscard]] page<deadline_row>
paused_periods(const snapshot& view, const events::office_code& office, const page_request& which);

/// How many open periods of an office end on each of `days` days from `first` on.
[[nodiscard]] std::vector<std::uint64_t> due_per_day(const snapshot& view,
                                                     const events::office_code& office,
                                                     events::local_date first, std::size_t days);
[[nodiscard]] std::uint64_t count_overdue(const snapshot& view,
                                          const std::optional<events::office_code>& office,
                                          events::instant now);

inline constexpr std::string_view rung_due_soon = "due_soon";
inline constexpr std::string_view rung_overdue = "overdue";

/// A period that has reached a rung of the watch for which its case knows no alert.
struct rung_reached {
    events::case_id subject;
    events::office_code office;
    std::string deadline;
    std::string_view rung; ///< rung_due_soon or rung_overdue; engine::rung_kept
    events::instant due{};
    std::uint64_t set_by = 0;  ///< sequence of the event that said so
    std::uint64_t version = 0; ///< of the case
};

/// What the watcher must raise at `now`, longest due first; at most `limit`, of the offices that
/// are `wanted`; empty: of all. A period that is overdue is reported as that only, and one that
/// begins after `now` not at all. Only what comes behind `after`, the last one of an earlier
/// answer; null: all.
[[nodiscard]] std::vector<rung_reached>
rungs_reached(const snapshot& view, events::instant now, const due_soon_rule& warn,
              std::size_t limit, const std::function<bool(const events::office_code&)>& wanted = {},
              const rung_reached* after = nullptr);
/// The first moment after `now` at which there may be another one; empty when nothing runs.
[[nodiscard]] std::optional<events::instant> next_rung(const snapshot& view, events::instant now,
                                                       const due_soon_rule& warn);

} // namespace projections
