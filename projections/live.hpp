#pragma once

#include "events/event.hpp"
#include "projections/positions.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// A step that has just become visible. No personal data.
struct live_item {
    std::string id; ///< positions after it, as text: Last-Event-ID
    engine::log_position place;
    events::case_id subject;
    std::string code;
    events::office_code office;
    std::string type;
    events::instant time{};
    std::optional<events::status> status_after;
    events::officer_id officer; ///< who holds the case now
};

struct live_answer {
    bool reset = false; ///< what lies between is gone: read everything again, then go on from `id`
    std::vector<live_item> items;
    std::string id; ///< to ask with next time
};

/// The newest steps, for streams to browsers that come back with the last id they saw. Bounded; ids
/// are places in the log, so they hold across restarts and on every node.
class live_feed {
public:
    explicit live_feed(std::size_t items_max) : items_max_(items_max) {}

    /// What became visible after `last_id`, at most `limit`. An empty id begins now.
    [[nodiscard]] live_answer after(std::string_view last_id, std::size_t limit) const;

    /// Calls `grown` after commits, on a thread of the store's; it must not block. The number is
    /// for unsubscribe(), which waits for a running call.
    [[nodiscard]] std::uint64_t subscribe(std::function<void()> grown);
    void unsubscribe(std::uint64_t subscription);

    /// The store's side: one commit became visible. `dropped` covers the steps of it that are not
    /// among the items because they were too many.
    void add(std::vector<live_item> items, const positions& dropped, const positions& now);
    /// Calls those who subscribed.
    void tell();
    /// The store begins here; nothing before is known.
    void begin(const positions& now);

private:
    std::size_t items_max_;
    mutable std::mutex mutex_;
    std::deque<live_item> items_;
    positions forgotten_; ///< everything up to here may be missing from items_
    positions now_;
    std::recursive_mutex calling_;
    std::map<std::uint64_t, std::function<void()>> subscribers_;
    std::uint64_t next_subscription_ = 1;
};

} // namespace projections
