#pragma once

#include "engine/fold.hpp"
#include "projections/case_cache.hpp"
#include "projections/counter_cache.hpp"
#include "projections/positions.hpp"
#include "projections/rocks.hpp"

#include <map>

namespace projections {

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

/// The folding thread's side of the store: what is known of cases and counters, and the changes
/// that the next commit will write. Used for one event after the other while serving, and for whole
/// logs while loading.
class folding {
public:
    /// Goes on where the rows of `base` stand.
    folding(std::shared_ptr<rocks> base, std::uint32_t partitions, std::size_t case_cache_bytes);
    folding(const folding&) = delete;
    folding& operator=(const folding&) = delete;

    [[nodiscard]] const engine::case_state* find(const events::case_id& id);
    [[nodiscard]] std::uint64_t counter(const std::string& name);
    void skipped(engine::log_position place, engine::verdict why, const events::event* what);
    /// Puts `after` in place of the case's state; its rows follow at the next commit.
    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after);
    /// The same while loading: evolves the state in place, and leaves its rows to finish_loading().
    void evolve(const engine::placed_event& event);

    /// All changes since the last time, with the positions. Nothing else is written while serving.
    [[nodiscard]] const row_batch& changes(events::partition_id partition, events::offset next);
    /// They are in the store.
    void written();

    /// While loading: writes what has grown too large. Call often.
    void spill();
    /// The end of loading: writes everything that is left, and the rows of all cases.
    void finish_loading();

    [[nodiscard]] const positions& at() const { return at_; }
    [[nodiscard]] const fold_counts& counts() const { return counts_; }
    [[nodiscard]] std::size_t bytes() const { return cases_.bytes(); }

private:
    class sink;
    [[nodiscard]] cached_case* load(const events::case_id& id);
    void project(const engine::placed_event& event, const case_before& before,
                 const engine::case_state& after);
    void passed(engine::log_position place);
    [[nodiscard]] std::string_view encoded(const engine::case_state& state);
    void put_positions(row_batch& into) const;
    void spill_state(const cached_case& one);
    void write_spilled();
    void write_counters();
    void load_rows_of_all_cases();

    std::shared_ptr<rocks> base_;
    case_cache cases_;
    counter_cache counters_;
    positions at_;
    std::map<events::partition_id, passed_mark> marks_;
    fold_counts counts_;
    row_batch changes_;
    row_batch spilled_;               // states and counters on their way out while loading
    std::vector<cached_case*> dirty_; // while serving
    events::case_id absent_;          // the case that find() has just not found
    std::string buffer_;
};

} // namespace projections
