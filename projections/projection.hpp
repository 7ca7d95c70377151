#pragma once

#include "engine/case_state.hpp"
#include "engine/fold.hpp"
#include "projections/enforced.hpp"
#include "projections/row_batch.hpp"
#include "projections/table.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace projections {

/// What projections need to know of a case as it was before an event.
struct case_before {
    bool exists = false;
    events::status at = events::status::none;
    events::lifecycle follows = events::lifecycle::support;
    std::string procedure;
    std::optional<events::channel> received_by;
    bool in_progress = false; ///< received, and something is still owed to the person
    bool expected = false;    ///< the person has an appointment
    bool decided = false;     ///< a decision of the dossier is issued: what follows enforces it
    bool performed = false;   ///< something of the decision is recorded as performed
    enforced enforcement;
};

[[nodiscard]] case_before before_event(const engine::case_state& state);

/// Takes the rows that follow from a state.
class row_sink {
public:
    virtual ~row_sink() = default;
    virtual void put(table where, std::string_view key, std::string_view value) = 0;
};

/// Takes what one event changes.
class event_sink {
public:
    virtual ~event_sink() = default;
    virtual void put(table where, std::string_view key, std::string_view value) = 0;
    virtual void erase(table where, std::string_view key) = 0;
    /// Adds to a count of table::statistics or table::statistics_months.
    virtual void count(table where, std::string_view key, std::uint64_t by) = 0;
};

/// One question's rows. Both functions are pure: everything comes from the arguments. What they
/// write must not depend on how the partitions of the log interleave, so rows of different streams
/// never share a key.
class projection {
public:
    virtual ~projection() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// The tables that it alone writes.
    [[nodiscard]] virtual std::span<const table> writes() const = 0;
    /// schema_text() of the values in those tables, if they have any.
    [[nodiscard]] virtual std::string schema() const { return {}; }

    /// The rows that a stream has while its state is this. Those of the state before disappear.
    virtual void rows(const engine::case_state& state, row_sink& into) const;
    /// What an event that counts adds.
    virtual void apply(const engine::placed_event& event, const case_before& before,
                       const engine::case_state& after, event_sink& into) const;
};

} // namespace projections
