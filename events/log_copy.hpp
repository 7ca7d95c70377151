#pragma once

#include "events/digest.hpp"
#include "events/log.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace events {

/// What one partition holds: how many records, and a SHA-256 over all of them in their order. Equal
/// for two logs exactly when they hold the same bytes at the same offsets.
struct partition_digest {
    std::uint64_t records = 0;
    digest of{};
    bool operator==(const partition_digest&) const = default;
};

/// Reads [0, end) of a partition. Throws log_fault.
[[nodiscard]] partition_digest digest_of(const log& from, partition_id partition, offset end);

/// The key and type under which a record is kept; a log does not give them back.
using record_labels = std::function<std::pair<office_code, std::string>(std::string_view value)>;
/// Of an event: its office and type. Of anything else: an empty key and `unknown`.
[[nodiscard]] record_labels labels_of_events();

struct copy_report {
    std::uint64_t copied = 0;                 ///< by this run; the rest was there
    std::vector<partition_digest> partitions; ///< of the target, each as the source says
    /// By partition of the source, up to where it was copied: who writes there meanwhile goes on.
    std::vector<offset> ends;
    /// Records that belong to no office, or lie in another partition than their office's: they
    /// count for nothing, and have no place in a log of another number of partitions.
    std::uint64_t left_behind = 0;
};

/// Copies a log into another one, which is empty or holds a beginning of it (then it goes on from
/// there), and proves afterwards, by reading both, that they are equal. A target of as many
/// partitions gets every record in the same one. Into a target of another number, each office's
/// records go into the partition that is theirs there, in the order in which they were recorded; a
/// copy goes on only while nobody writes to the source, for what comes may belong before the rest.
/// `made_with`: the partitions that the source was made with, when some were added later; then an
/// office may have records in two, and none of them is misplaced. 0: as many as it has.
/// `progress(done, all)`: records copied of those that the target lacked or, into another number of
/// partitions, records read. Throws log_fault `log-copy-differs` when the target holds
/// something else, `log-copy-stopped` when it does not take a record; then copy again.
copy_report copy_log(const log& from, log& to, const record_labels& labels,
                     const std::function<void(std::uint64_t, std::uint64_t)>& progress = {},
                     std::uint32_t made_with = 0);

/// By partition of the copy, the offset behind the records that all lie below `passed` in the
/// source: for whoever has dealt with those.
[[nodiscard]] std::vector<offset> passed_in_copy(const log& from, std::uint32_t partitions,
                                                 const record_labels& labels,
                                                 const std::vector<offset>& passed,
                                                 std::uint32_t made_with = 0);

} // namespace events
