#pragma once

#include "engine/command.hpp"
#include "engine/rejection.hpp"
#include "events/log.hpp"
#include "projections/rejections.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace connectors {

/// Writes refusals to the audit log and reads them back. Recording never blocks: not the node that
/// refuses, and not the one who asked.
class refusal_trail {
public:
    /// `audit` and `book` must live longer.
    refusal_trail(events::log& audit, projections::rejection_book& book)
        : audit_(audit), book_(book) {}
    ~refusal_trail();
    refusal_trail(const refusal_trail&) = delete;
    refusal_trail& operator=(const refusal_trail&) = delete;

    /// A refusal of the node's, to who acts in the command's role.
    void record(const engine::command& what, const engine::rejection& why, events::instant at) {
        record(what, why, at, what.acting_as);
    }
    /// A refusal at the edge: `as` is the role of who asked, empty when they have none there.
    void record(const engine::command& what, const engine::rejection& why, events::instant at,
                std::optional<events::role> as);

    /// Refusals of an office with from <= time < to, newest first, including all that were recorded
    /// before the call: waits for these as long as `patience`. Not for the io thread.
    [[nodiscard]] projections::page<projections::rejection_row>
    list(const events::office_code& office, events::instant from, events::instant to,
         const projections::page_request& which, std::chrono::milliseconds patience);

    /// Refusals that the audit log did not take, since the start.
    [[nodiscard]] std::uint64_t lost() const;
    /// Whether the newest one that was heard of was lost: the log does not take them just now.
    [[nodiscard]] bool failing() const;
    [[nodiscard]] std::uint64_t recorded() const;

private:
    void written(events::append_status how);

    events::log& audit_;
    projections::rejection_book& book_;
    std::mutex reading_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t begun_ = 0;
    std::uint64_t ended_ = 0;
    std::uint64_t lost_ = 0;
    bool failing_ = false;
};

} // namespace connectors
