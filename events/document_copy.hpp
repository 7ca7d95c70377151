#pragma once

#include "events/documents.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace events {

struct document_copy_report {
    std::uint64_t named = 0;     ///< by the events; one that is named twice counts twice
    std::uint64_t copied = 0;    ///< by this run; the others were there
    std::uint64_t bytes = 0;     ///< of the copied ones
    std::vector<digest> missing; ///< that neither store holds, in the order of the log
    std::vector<digest> damaged; ///< that the source holds with other bytes: they are not copied
};

/// Goes through a log and brings the documents that its events name into another store. What is
/// there is left alone, so that a run that was stopped goes on where it was; what is copied has the
/// bytes that its name says, in both stores.
class document_copy {
public:
    document_copy(const log& named_by, const document_store& from, document_store& to);

    /// From where the last call ended to the end of the log as it is now. `progress(records so far,
    /// all)`. Throws log_fault and what the stores throw; then copy again.
    void go_on(const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

    [[nodiscard]] const document_copy_report& report() const { return report_; }

private:
    void copy_partition(partition_id partition, offset end,
                        const std::function<void(std::uint64_t)>& passed);
    void copy_all(const std::vector<digest>& some);

    const log& named_by_;
    const document_store& from_;
    document_store& to_;
    std::vector<offset> next_; ///< by partition
    document_copy_report report_;
};

} // namespace events
