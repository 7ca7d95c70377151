#pragma once

#include "engine/fold.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine {

/// A place where the log does not hold, and what is wrong there.
struct verify_finding {
    log_position place;
    std::string event;   ///< id; empty when the bytes cannot be read
    std::string subject; ///< the case
    std::uint64_t sequence = 0;
    verdict why = verdict::foreign;
    std::string text; ///< what, where, and what it means
    /// The record whose bytes are no longer those that its follower names, when it can be told.
    std::optional<log_position> suspect;
};

/// What the one rule says of a whole log.
struct verify_report {
    std::uint64_t records = 0; ///< read: those that count, that do not, and that are damaged
    std::uint64_t counting = 0;
    std::map<verdict, std::uint64_t> not_counting; ///< superseded, by reason; foreign ones too
    std::uint64_t damaged = 0;                     ///< whose bytes are not those that were written
    std::uint64_t cases = 0;
    std::vector<events::offset> ends; ///< by partition
    /// SHA-256 over all cases' ids and heads, sorted: equal for two logs that tell the same.
    events::digest heads;
    /// The first break: a record that follows nothing that counts, or the place from which on the
    /// log lacks what it had when it was last closed. Superseded records are none, for each has a
    /// rival at the same place in its case.
    std::optional<verify_finding> first_break;
    std::uint64_t breaks = 0;

    [[nodiscard]] bool holds() const { return breaks == 0; }
};

/// Reads the log with the strict reader, on all processors, and applies the one rule. Needs no
/// projection, no vault and no rules: what an auditor may run on a copy. `progress(records so far,
/// all)` now and then. Asked to stop, it ends soon, and its report says nothing of the whole.
[[nodiscard]] verify_report
verify(const events::log& log,
       const std::function<void(std::uint64_t, std::uint64_t)>& progress = {},
       const std::stop_token& stop = {});

/// The same of what lies before these places, by partition, whatever was added since.
[[nodiscard]] verify_report
verify_until(const events::log& log, std::vector<events::offset> ends,
             const std::function<void(std::uint64_t, std::uint64_t)>& progress = {},
             const std::stop_token& stop = {});

} // namespace engine
