#pragma once

#include "events/codec.hpp"
#include "events/instant.hpp"
#include "events/log.hpp"
#include "events/log_copy.hpp"

#include <cstdint>
#include <deque>
#include <vector>

namespace events {

/// One record of a log that is read across its partitions.
struct record_of_office {
    partition_id from;
    offset at = 0;
    instant recorded{}; ///< never before the one before it in its partition
    log_record what;
    partition_id to;
};

/// Reads all partitions side by side, in the order in which their events were recorded: an office
/// whose events lie in two, since partitions were added, has its older ones first.
class reading_by_office {
public:
    /// For a log of `partitions`; `made_with` as copy_log() has it. The log and `labels` must live
    /// longer.
    reading_by_office(const log& from, std::uint32_t partitions, const record_labels& labels,
                      std::uint32_t made_with);

    /// Null at the end; good until the next call. Throws log_fault.
    [[nodiscard]] const record_of_office* next();
    /// Records that have no place in a log of another number of partitions, as copy_report has it.
    [[nodiscard]] std::uint64_t left_behind() const { return left_behind_; }
    /// By partition, up to where it reads: what the log had when this was made.
    [[nodiscard]] std::vector<offset> ends() const;

private:
    struct part {
        partition_id id;
        offset next = 0;
        offset end = 0;
        instant last{};
        std::deque<record_of_office> read{};
    };

    void fill(part& one);
    void take(part& into, const stored_record& record);

    const log& from_;
    std::uint32_t partitions_; ///< of the copy
    const record_labels& labels_;
    bool all_in_place_;
    fast_decoder decoder_;
    std::vector<part> parts_;
    record_of_office current_;
    std::uint64_t left_behind_ = 0;
};

} // namespace events
