#pragma once

#include "engine/case_state.hpp"
#include "engine/fold.hpp"
#include "events/event.hpp"
#include "projections/page.hpp"
#include "projections/snapshot.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace projections {

/// One step of a case. The event itself, with its sealed boxes, stays in the log.
struct timeline_entry {
    std::uint64_t sequence = 0;
    engine::log_position place;
    events::event_id id;
    std::string type; ///< for example `request_received`
    events::instant time{};
    events::instant recorded{};
    events::officer_id actor;
    events::role acting_as = events::role::system;
    std::optional<events::status> status_after;
    events::lifecycle follows = events::lifecycle::support; ///< the case after the step
    events::rules_id rules;
    bool seals_person = false; ///< it gives a person's data, for the first time or anew
};

/// The steps of a case, oldest first.
[[nodiscard]] page<timeline_entry> timeline(const snapshot& view, const events::case_id& id,
                                            const page_request& which);

/// One step by its number, looked up; nothing when the case has none such.
[[nodiscard]] std::optional<timeline_entry> step_at(const snapshot& view, const events::case_id& id,
                                                    std::uint64_t sequence);

/// The steps behind that number, oldest first, until one is told to be the last by answering false.
/// What came before costs nothing.
void each_step_behind(const snapshot& view, const events::case_id& id, std::uint64_t sequence,
                      const std::function<bool(const timeline_entry&)>& visit);

/// The steps before that number, newest first, until one is told to be the last by answering false.
/// Each is looked up: for who finds what is wanted among the newest.
void each_step_before(const snapshot& view, const events::case_id& id, std::uint64_t sequence,
                      const std::function<bool(const timeline_entry&)>& visit);

/// The stored bytes of the record at a place. Throws log_fault when it cannot be read.
[[nodiscard]] std::string event_bytes(const events::log& log, engine::log_position place);
[[nodiscard]] events::event event_at(const events::log& log, engine::log_position place);

/// The events at these places, in the order of the places: what lies near each other is read at
/// once. Throws as event_at().
[[nodiscard]] std::vector<events::event> events_at(const events::log& log,
                                                   std::span<const engine::log_position> places);

/// What the case was after its event number `sequence`, replayed from the log. Empty when the case
/// or the event does not exist.
[[nodiscard]] std::optional<engine::case_state> case_as_of(const snapshot& view,
                                                           const events::log& log,
                                                           const events::case_id& id,
                                                           std::uint64_t sequence);

} // namespace projections
