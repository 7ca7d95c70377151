#pragma once

#include "engine/fold.hpp"
#include "projections/byte_buffer.hpp"
#include "projections/case_cache.hpp"
#include "projections/counter_cache.hpp"
#include "projections/fold_ledger.hpp"
#include "projections/rocks.hpp"

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace projections {

/// The folding thread's side of the store: what is known of cases and counters, and the changes
/// that the next commit will write. For one event after the other while serving; whole logs are
/// folded by bulk_load().
class folding {
public:
    /// Goes on where the rows of `base` stand.
    folding(std::shared_ptr<const rocks> base, std::uint32_t partitions,
            std::size_t case_cache_bytes);
    folding(const folding&) = delete;
    folding& operator=(const folding&) = delete;

    [[nodiscard]] const engine::case_state* find(const events::case_id& id);
    /// The same when it is in memory, as are all whose newest state is not in the rows; null when
    /// it is not. Changes nothing.
    [[nodiscard]] const engine::case_state* peek(const events::case_id& id) const;
    [[nodiscard]] std::uint64_t counter(const std::string& name);
    void skipped(engine::log_position place, engine::verdict why, const events::event* what);
    /// Evolves the case; its rows follow at the next commit. Returns the state after the event.
    const engine::case_state& count(const engine::placed_event& event);
    /// The same with a state that was evolved elsewhere: puts `after` in place of the case's.
    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after);

    /// All records of the partition below `next` have been passed.
    void passed(events::partition_id partition, events::offset next);
    /// Puts all changes since the last time into an empty batch, with the positions. Nothing else
    /// is written while serving.
    void take_changes(row_batch& into);
    /// Whether it holds more than it should. Once everything that was taken is in the store, and
    /// nothing was folded since, forget() makes room: what is needed again is read from there.
    [[nodiscard]] bool is_full() const { return cases_.is_full() || counters_.is_full(); }
    void forget();

    [[nodiscard]] const positions& at() const { return ledger_.at(); }
    [[nodiscard]] const fold_counts& counts() const { return ledger_.counts(); }
    [[nodiscard]] std::size_t bytes() const { return cases_.bytes(); }

private:
    [[nodiscard]] cached_case* load(const events::case_id& id);
    cached_case& begin_case(engine::case_state first);
    void begin_change(cached_case& one);
    void changed(cached_case& one, const case_before& before, const engine::placed_event& event);

    std::shared_ptr<const rocks> base_;
    case_cache cases_;
    counter_cache counters_;
    fold_ledger ledger_;
    row_batch changes_;
    std::vector<cached_case*> dirty_;
    std::unordered_set<events::case_id, events::strong_hash> absent_; // not found of late
    byte_buffer buffer_;
};

} // namespace projections
