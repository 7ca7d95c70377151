#pragma once

#include "engine/fold.hpp"
#include "events/describe.hpp"
#include "projections/positions.hpp"

#include <map>
#include <optional>
#include <tuple>

namespace projections {

class rocks;
class row_batch;

/// Numbers about what was folded, kept beside the rows.
struct fold_counts {
    std::uint64_t counted = 0;
    std::uint64_t superseded = 0;
    std::uint64_t foreign = 0;
    std::uint64_t cases = 0;

    static constexpr auto fields() {
        return std::tuple{events::field{"counted", &fold_counts::counted},
                          events::field{"superseded", &fold_counts::superseded},
                          events::field{"foreign", &fold_counts::foreign},
                          events::field{"cases", &fold_counts::cases}};
    }
    bool operator==(const fold_counts&) const = default;
};

/// How far a partition was folded, and the last event that counted there: a log that says something
/// else at that place is another log.
struct passed_mark {
    std::uint64_t next = 0;
    std::optional<std::uint64_t> last;
    events::digest hash;

    static constexpr auto fields() {
        return std::tuple{events::field{"next", &passed_mark::next},
                          events::field{"last", &passed_mark::last},
                          events::field{"hash", &passed_mark::hash}};
    }
};

/// The mark of a partition; empty when nothing of it was folded.
[[nodiscard]] std::optional<passed_mark> mark_of(const rocks& rows, events::partition_id partition);

/// How far the log has been folded, and what was met on the way.
class fold_ledger {
public:
    /// Nothing yet.
    explicit fold_ledger(std::uint32_t partitions) : at_(partitions) {}
    /// As the rows say.
    fold_ledger(const rocks& rows, std::uint32_t partitions);

    void counted(const engine::placed_event& event, bool opens_case);
    void skipped(engine::log_position place, engine::verdict why);
    /// All records of the partition below `next` have been passed.
    void passed(events::partition_id partition, events::offset next);
    /// Adds what somebody else has folded of other partitions.
    void add(const fold_ledger& other);

    void put(row_batch& into) const;

    [[nodiscard]] const positions& at() const { return at_; }
    [[nodiscard]] const fold_counts& counts() const { return counts_; }

private:
    passed_mark& pass(engine::log_position place);

    positions at_;
    std::map<events::partition_id, passed_mark> marks_;
    fold_counts counts_;
};

} // namespace projections
