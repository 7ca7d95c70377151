#pragma once

#include "projections/rocks.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// Counts that are changed often, as absolute values: coalesced here and written once a commit
/// (measured: 2 to 2.6 times the rate of RocksDB's merge).
class counter_cache {
public:
    /// What the store holds of counts before the first one is written from here.
    enum class beneath { counts, nothing };

    counter_cache(std::shared_ptr<const rocks> under, beneath what, std::size_t entries_max);

    [[nodiscard]] std::uint64_t value(table where, std::string_view key);
    void set(table where, std::string_view key, std::uint64_t value);
    void add(table where, std::string_view key, std::uint64_t by);

    /// Puts what has changed since the last time.
    void write(row_batch& into);
    /// More counts than it should keep: write(), then forget().
    [[nodiscard]] bool is_full() const { return entries_.size() > entries_max_; }
    void forget();

private:
    struct entry {
        std::uint64_t value = 0;
        std::uint64_t hash = 0;
        std::uint32_t key_begin = 0; ///< in keys_, the table's byte in front
        std::uint32_t key_size = 0;
        bool dirty = false;
    };
    /// Where a count may lie: open addressing, side by side in memory, since several counts are
    /// looked up for every event. `index` counts from 1; 0 is a free slot.
    struct slot {
        std::uint32_t tag = 0;
        std::uint32_t index = 0;
    };

    entry& known(table where, std::string_view key);
    void change(entry& one, std::uint64_t value);
    void grow();
    [[nodiscard]] std::string_view key_of(const entry& one) const {
        return std::string_view{keys_}.substr(one.key_begin, one.key_size);
    }
    [[nodiscard]] bool may_be_in_store(std::uint64_t hash) const {
        return written_.empty() || written_[hash % written_.size()];
    }

    std::shared_ptr<const rocks> under_;
    std::size_t entries_max_;
    std::vector<slot> slots_;
    std::vector<entry> entries_;
    std::string keys_;
    std::vector<std::uint32_t> dirty_; ///< indexes of entries
    // With `beneath::nothing` a bit for some hash of every count that was written: a count that is
    // not in memory is mostly new then, and to look for it takes longer than to fold an event.
    std::vector<bool> written_;
    std::string sought_;
};

} // namespace projections
