#pragma once

#include "projections/deadlines.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the watch over periods has to raise, and when it has to look again.
namespace projections {

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
