#pragma once

#include "engine/fold.hpp"
#include "projections/live.hpp"
#include "projections/opening.hpp"
#include "projections/snapshot.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace projections {

/// Rises with every change of what rows mean; folders of another version are rebuilt.
inline constexpr std::uint32_t projection_version = 5;

struct store_options {
    std::filesystem::path folder;
    std::size_t block_cache_bytes = 192U << 20U;
    std::size_t write_buffer_bytes = 64U << 20U;
    std::size_t case_cache_bytes = 96U << 20U;
    std::size_t live_items_max = 4096;
    /// How long what was folded may wait for its commit while nobody asks. Rows that change several
    /// times until then are written once.
    std::chrono::milliseconds commit_within{100};
    /// How many events may wait for it, so that whoever asks does not wait long.
    std::size_t commit_events_max = 2048;
    /// Rows that are ahead of the log, or of another one, are the trace of what it has lost, and
    /// are kept: opening throws `log-records-lost`. Else they are made anew from the log.
    bool keep_rows_of_lost_records = false;
    std::size_t loading_threads = 2; ///< that fold a whole log
    /// Told how much of the log has been folded while opening, when it must be folded from its
    /// beginning. On any thread.
    std::function<void(std::uint64_t passed, std::uint64_t total)> progress{};
};

struct store_status {
    opening opened = opening::created;
    std::string opening_reason;
    positions at;
    std::uint64_t events_counted = 0;
    std::uint64_t records_superseded = 0;
    std::uint64_t records_foreign = 0;
    std::uint64_t cases = 0; ///< streams that are cases
    std::uint64_t disk_bytes = 0;
    std::uint64_t memory_bytes = 0; ///< caches and write buffers
    std::uint64_t snapshots = 0;    ///< held by readers
};

class folding;
class rocks;
struct bulk_load_options;

/// The fold in RocksDB: case states, counters and the rows of all projections. Disposable: whatever
/// is lost is folded again from the log.
///
/// One thread folds and calls the functions of fold_target. passed() and all others may be called
/// from any thread; they see everything that was committed before, soon or not, and never half of a
/// commit: who asks while something waits for its commit makes it first.
class store : public engine::fold_target {
public:
    /// Opens or makes the folder. Where there are no rows, or rows that cannot be used (another
    /// version, damaged, ahead of the log), the log is folded from its beginning. Throws fault.
    store(store_options options, const events::log& log);
    /// Makes everything durable; faults are dropped, for the log says it again.
    ~store() override;
    store(const store&) = delete;
    store& operator=(const store&) = delete;

    // the folding thread
    [[nodiscard]] const engine::case_state* find(const events::case_id& id) override;
    [[nodiscard]] std::uint64_t counter(const std::string& name) override;
    void count(const engine::placed_event& event) override;
    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after) override;
    void skipped(engine::log_position place, engine::verdict why,
                 const events::event* what) override;
    void commit(events::partition_id partition, events::offset next) override;
    void commit_soon(events::partition_id partition, events::offset next) override;

    // any thread
    /// How far the partition has been folded: every view that is taken from now on shows it.
    [[nodiscard]] events::offset passed(events::partition_id partition) const override;
    /// The rows with everything that was committed until now.
    [[nodiscard]] snapshot view() const;
    /// A case with everything that was folded until now, without making a commit for it. A view
    /// that was taken before may know less, one that is taken later knows it, too.
    [[nodiscard]] std::optional<engine::case_state> newest(const events::case_id& id) const;
    /// The same for the cases that have this code or support code.
    [[nodiscard]] std::vector<engine::case_state> newest_named(const std::string& code) const;
    /// How often events changed what officers may do. Views that are taken while it stays the same
    /// say the same of it.
    [[nodiscard]] std::uint64_t grants_said() const;
    /// Whether the record at this place has been folded: every view that is taken from now on
    /// shows it.
    [[nodiscard]] bool has_passed(engine::log_position place) const;
    /// Waits until the record at this place is visible. False when it was not in time.
    [[nodiscard]] bool wait_for(engine::log_position place,
                                std::chrono::milliseconds timeout) const;
    [[nodiscard]] live_feed& live();
    [[nodiscard]] store_status status() const;
    /// Makes everything folded so far durable, so that a restart has less to fold again.
    void flush();

    // for class rebuild
    /// Rows that were loaded from the log beside those in use.
    struct beside {
        std::shared_ptr<rocks> rows;
        std::unique_ptr<folding> fold; ///< goes on where the rows stand
    };
    /// Loads the log up to `end`. Any thread. Throws fault.
    [[nodiscard]] beside load_beside(const positions& end, const bulk_load_options& how) const;
    /// From now on the others are in use; they must stand at the same positions. The rows that were
    /// in use go with their last reader. On the folding thread, with nothing that is not committed.
    /// When it throws fault nothing has changed.
    void adopt(beside others);

private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

} // namespace projections
