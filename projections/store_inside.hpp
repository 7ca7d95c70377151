#pragma once

#include "events/fault.hpp"
#include "projections/code_memo.hpp"
#include "projections/folding.hpp"
#include "projections/frame.hpp"
#include "projections/house.hpp"
#include "projections/late_commits.hpp"
#include "projections/store.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace projections {

/// The inside of a store: store_commit.cpp has how what was folded becomes visible, newest.cpp what
/// is answered without that, store.cpp the rest and what others call.
struct store::inside {
    static constexpr std::size_t codes_known = 50'000; ///< 10 MB at most

    inside(store_options how, const events::log& log);
    void use(std::shared_ptr<rocks> rows, std::unique_ptr<folding> folds);
    [[nodiscard]] bool anything_waits() const { return shown < folded; }
    enum class due { soon, at_once, before_more_is_folded };
    /// Leaves what was folded to be committed, and says when.
    due pass(events::partition_id partition, events::offset next);
    void forget();
    void commit();
    void commit_or_stop() noexcept;
    bool commit_what_waits();
    void commit_for_reader();
    /// What an event that was folded changes besides the rows.
    void remember(const engine::placed_event& event, const engine::case_state& after);
    void shown_early();
    /// Does a part of folding that reads or writes rows. Whoever meets damage there cannot go on,
    /// and would meet it again after every start: the next opening must not use these rows.
    template <class Part> decltype(auto) on_rows(const Part& part) const {
        try {
            return part();
        } catch (const events::corruption& met) {
            remember_damage(met);
            throw;
        }
    }
    void remember_damage(const events::corruption& met) const noexcept;
    void remember_live(const engine::placed_event& event, const engine::case_state& after);
    [[nodiscard]] std::shared_ptr<const snapshot::frame> frame_now() const;
    [[nodiscard]] rocks::settings settings() const;
    [[nodiscard]] bulk_load_options loading() const;

    store_options options;
    const events::log& log;
    house home;
    opening opened = opening::created;
    std::string reason;

    // Locks are taken in the order in which they stand here.
    std::mutex committing; // guards what follows: there is one commit at a time
    std::uint64_t commits = 0;
    row_batch changes;

    std::mutex folding_now; // guards what follows; only the folding thread changes cases and counts
    std::unique_ptr<folding> fold;
    code_memo codes{codes_known};
    std::deque<live_item> fresh; // of the next commit
    positions dropped;           // what was fresh and too much
    std::size_t waiting = 0;     // events that were folded since the last commit
    bool passing = false;        // some were folded that pass() does not know of
    bool grants_change = false;  // they change what officers may do

    std::atomic<std::uint64_t> grants_said{0}; // how often events changed what officers may do

    // How often something was left to be committed, and how much of that has been.
    std::atomic<std::uint64_t> folded{0};
    std::atomic<std::uint64_t> shown{0};

    live_feed live;

    mutable std::mutex mutex; // guards what follows
    mutable std::condition_variable visible;
    std::shared_ptr<rocks> base;
    std::shared_ptr<floors> lowest;
    std::shared_ptr<const snapshot::frame> newest;
    fold_counts counts;
    std::size_t cache_bytes = 0;

    late_commits late; // last: its thread uses the others
};

} // namespace projections
