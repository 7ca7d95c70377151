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
    std::vector<partition_digest> partitions; ///< the same in both logs
};

/// Copies a log into another one of as many partitions, which is empty or holds a beginning of it
/// (then it goes on from there), and proves afterwards, by reading both, that they are equal.
/// `progress(records so far, all)`. Throws log_fault `log-copy-differs` when the target holds
/// something else, `log-copy-stopped` when it does not take a record; then copy again.
copy_report copy_log(const log& from, log& to, const record_labels& labels,
                     const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

} // namespace events
