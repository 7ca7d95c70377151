#pragma once

#include "engine/fold.hpp"
#include "projections/byte_buffer.hpp"
#include "projections/case_cache.hpp"
#include "projections/counter_cache.hpp"
#include "projections/fold_ledger.hpp"
#include "projections/log_chunk.hpp"
#include "projections/rocks.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace projections {

/// Folds whole partitions into a store that nobody reads yet. A state is evolved where it lies; it
/// and the rows that follow from it are written only when it leaves the memory, in large sorted
/// files, as is what the projections make of events. Several lanes may fill one store, each with
/// partitions of its own.
class load_lane : private engine::fold_knowledge {
public:
    /// Writes rows in the order in which they are given, and leaves the batch empty.
    using row_writer = std::function<void(row_batch&)>;

    /// Rows that are not read again while loading go to `write_rows`.
    load_lane(std::shared_ptr<rocks> into, std::uint32_t partitions, std::size_t case_cache_bytes,
              row_writer write_rows);

    /// The next records of their partition.
    void fold(const log_chunk& next);
    /// Writes everything that is still in memory.
    void finish();

    [[nodiscard]] const fold_ledger& ledger() const { return ledger_; }

private:
    [[nodiscard]] const engine::case_state* find(const events::case_id& id) override;
    [[nodiscard]] bool may_have_counted(const events::command_id& command) override;
    [[nodiscard]] std::uint64_t counter(const std::string& name) override;
    [[nodiscard]] cached_case* load(const events::case_id& id);
    [[nodiscard]] bool may_be_in_store(const events::case_id& id) const;
    void judge(engine::log_position place, const events::digest& hash, const events::event* what);
    void count(const engine::placed_event& event);
    void spill();
    void spill_case(cached_case& one);
    void write_counters();
    void write_spilled();

    std::shared_ptr<rocks> into_;
    row_writer write_rows_;
    events::fast_decoder decoder_;
    case_cache cases_;
    counter_cache counters_;
    fold_ledger ledger_;
    row_batch changes_;
    row_batch spilled_; // states and counts on their way out
    // A bit for some hash of every case that was ever spilled: nearly all cases that are not in
    // memory are new, and to look for each in the store would take longer than to fold it.
    std::vector<bool> spilled_ids_;
    std::optional<events::case_id> sought_; // load() was asked for it last
    cached_case* found_ = nullptr;
    byte_buffer buffer_;
};

} // namespace projections
