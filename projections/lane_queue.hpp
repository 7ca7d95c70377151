#pragma once

#include "projections/log_chunk.hpp"
#include "projections/row_batch.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <vector>

namespace projections {

/// Records of one partition that follow each other.
struct stretch {
    events::partition_id partition;
    events::offset from = 0;
    events::offset end = 0;
};

/// A chunk that somebody is reading or has read.
struct pending_chunk {
    stretch what;
    log_chunk read;
    bool ended = false;
    std::exception_ptr failed; ///< to read it
};
using pending_ptr = std::shared_ptr<pending_chunk>;

/// The records of a lane's partitions, given out in their order: to its owner, who folds them, and
/// to helpers, who read them and write rows that the owner hands over.
class lane_queue {
public:
    void add(events::partition_id partition, events::offset end);
    [[nodiscard]] std::uint64_t records() const { return records_; }

    /// For the owner: the next chunk, either read already and to be folded now, or to be read.
    /// Null at the end.
    [[nodiscard]] pending_ptr next_for_owner();

    /// What a helper may do for the owner: read a chunk, or write rows. Neither when there will be
    /// no more.
    struct help {
        pending_ptr chunk;
        row_batch* rows = nullptr;
    };
    [[nodiscard]] help next_for_helper();

    /// Says that a chunk that was given out has been read.
    void done(const pending_ptr& one, std::exception_ptr failed);
    /// A chunk that was folded: its memory is for the next one. To give it back to the system and
    /// take it anew costs more than to read the records.
    void take_back(pending_ptr one);

    /// For the owner, with rows that are to be written: true when a helper who has nothing else to
    /// do will write them, and `full` is empty then. Rows of one owner are written in their order.
    [[nodiscard]] bool hand_over(row_batch& full);
    /// For the helper that got them.
    void written(std::exception_ptr failed);
    /// Throws what kept a helper from writing.
    void wait_until_written();

    /// The owner needs no help any more.
    void end();

private:
    /// The next chunk that nobody reads yet; null when there is none or enough are ahead.
    pending_ptr claim();
    pending_ptr spare_chunk();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<stretch> stretches_;
    std::deque<pending_ptr> ahead_;
    std::vector<pending_ptr> spare_;
    std::uint64_t records_ = 0;
    std::size_t waiting_helpers_ = 0;
    row_batch rows_; ///< on their way from the owner to a helper
    bool handed_over_ = false;
    bool writing_ = false; ///< until a helper has written them
    std::exception_ptr write_failed_;
    bool ended_ = false;
};

} // namespace projections
