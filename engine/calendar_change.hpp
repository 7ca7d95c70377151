#pragma once

#include "engine/derivation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace engine {

/// A running period that another calendar would end at another time.
struct period_change {
    std::string deadline;
    events::instant due{};     ///< as events stated it
    events::instant new_due{}; ///< by the other calendar
    bool late = false;         ///< it has passed already
    bool would_be_late = false;
    std::uint64_t set_by = 0; ///< sequence of the event that stated `due`
};

/// What another calendar would do to the running periods of a case. Nothing is changed.
struct calendar_change {
    std::vector<period_change> periods; ///< those that would move
    std::size_t running = 0;
    std::size_t not_covered = 0; ///< the other calendar does not reach so far
};

[[nodiscard]] calendar_change change_by(const calendar& other, const case_state& state,
                                        events::instant now);

} // namespace engine
