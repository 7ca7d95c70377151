#pragma once

#include "events/ids.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace events {

/// A slice of the log with an order of its own. All events of an office lie in one.
struct partition_id {
    std::uint32_t value = 0;
    auto operator<=>(const partition_id&) const = default;
};

/// A record's place in its partition: 0, 1, 2 … without holes.
using offset = std::uint64_t;

/// The partition of an office: Kafka's murmur2 of the key, as the Java client computes it, so that
/// every client of every log agrees. `partitions` is fixed when the log is made.
[[nodiscard]] partition_id partition_of(const office_code& office, std::uint32_t partitions);

/// What is handed to the log: the exact bytes that are kept, hashed and read back.
struct log_record {
    office_code key;
    std::string type; ///< repeated as the `ce_type` header where the log has headers
    std::string value;
};

/// What is read back.
struct stored_record {
    offset at = 0;
    std::string_view value; ///< valid until the visitor returns
};

enum class append_status {
    durable, ///< every record of the batch is synced, and its offset is known
    unknown, ///< some, all or none may be there: read the log to learn
    refused, ///< none is there, and asking again later is safe (disk full, log closed)
};

struct append_result {
    append_status status = append_status::unknown;
    offset first = 0;    ///< of the first record, with `durable` only
    std::string problem; ///< what was tried, on what, and what to do; empty with `durable`
    /// With `durable`, each record's offset, ascending, when records of other writers lie between
    /// them; empty when they lie side by side.
    std::vector<offset> scattered{};
    /// With `durable`: answers of other appends that became durable together with this one follow
    /// at once, and after the last of them follow() tells of growth. Who is answered may wait.
    bool others_follow = false;

    /// The offset of record `i` of the batch, with `durable` only.
    [[nodiscard]] offset at(std::size_t i) const {
        return scattered.empty() ? first + i : scattered.at(i);
    }
};

/// Called once per append, on a thread of the log's. It must not block and must not call back into
/// the log's append.
using append_done = std::function<void(append_result)>;

using end_told = std::function<void(std::optional<offset>)>;

/// The log of record. Several writers may append to one partition, in one process or in many; their
/// records then interleave, also within one append, but the records of one append lie in the order
/// given. Whether a record *counts* is not the log's business: that is the one rule of the fold.
///
/// Appends that one caller makes to one partition land in the order in which they were made. Only
/// what was answered `unknown` may still land after that, and out of order.
/// All functions may be called from any thread.
class log {
public:
    virtual ~log() = default;

    [[nodiscard]] virtual std::uint32_t partitions() const = 0;

    /// Answers through `done` when the batch is durable, refused, or its outcome cannot be known.
    virtual void append(partition_id partition, std::vector<log_record> batch,
                        append_done done) = 0;

    /// The offset that the next record will get, as far as is known here; all offsets below it can
    /// be read. Covers everything that this object has answered `durable`, and everything that lay
    /// in the log when an append was answered `unknown`, if the log could be asked.
    [[nodiscard]] virtual offset end(partition_id partition) const = 0;

    /// Asks the log itself, and not what is known here, where a partition ends: `told` hears an end
    /// that covers everything which anybody was answered `durable` for before the question, or
    /// nothing when the log does not answer. Called once, perhaps at once, on any thread; it must
    /// not block.
    virtual void ask_end(partition_id partition, end_told told) const = 0;

    /// Where a partition ended when the log was last closed, as the log itself has it written down;
    /// 0 where nothing is. A log that ends before it has lost its tail.
    [[nodiscard]] virtual offset remembered_end(partition_id) const { return 0; }

    /// Visits durable records from `from` on, in order, at most `count_max`, until the visitor
    /// answers false. Returns the offset after the last one visited. Throws log_fault.
    virtual offset read(partition_id partition, offset from, std::size_t count_max,
                        const std::function<bool(const stored_record&)>& visit) const = 0;

    /// Calls `grown` (on a thread of the log's, soon, at least once) after a partition has grown,
    /// whoever wrote. Must not block. An empty function stops it.
    virtual void follow(std::function<void(partition_id)> grown) = 0;
};

/// Waits for an append. For tools and tests; the engine never blocks on the log.
[[nodiscard]] append_result append_and_wait(log& to, partition_id partition,
                                            std::vector<log_record> batch);

} // namespace events
