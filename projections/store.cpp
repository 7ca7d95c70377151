#include "projections/store.hpp"

#include "events/fault.hpp"
#include "events/stop_process.hpp"
#include "projections/folding.hpp"
#include "projections/frame.hpp"
#include "projections/house.hpp"
#include "projections/late_commits.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

namespace projections {

struct store::inside {
    inside(store_options how, const events::log& log);
    void use(std::shared_ptr<rocks> rows, std::unique_ptr<folding> folds);
    [[nodiscard]] bool anything_waits() const { return shown < folded; }
    /// Leaves what was folded to be committed; true when more is in memory than should be.
    bool pass(events::partition_id partition, events::offset next);
    void forget();
    void commit();
    void commit_or_stop() noexcept;
    bool commit_what_waits();
    void commit_for_reader();
    void remember(const engine::placed_event& event, const engine::case_state& after);
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
    std::deque<live_item> fresh; // of the next commit
    positions dropped;           // what was fresh and too much

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

store::inside::inside(store_options how, const events::log& from)
    : options(std::move(how)), log(from), home(options.folder), live(options.live_items_max),
      late(options.commit_within, [this] { commit_what_waits(); }, [this] { live.tell(); }) {
    const auto how_to_load = loading();
    auto found = open_rows(home, settings(), log, &how_to_load);
    opened = found.how;
    reason = std::move(found.reason);
    auto folds = std::make_unique<folding>(found.rows, log.partitions(), options.case_cache_bytes);
    dropped = positions{log.partitions()};
    live.begin(folds->at());
    use(std::move(found.rows), std::move(folds));
}

rocks::settings store::inside::settings() const {
    return {.folder = {},
            .block_cache_bytes = options.block_cache_bytes,
            .write_buffer_bytes = options.write_buffer_bytes,
            .purpose = rocks::use::serving};
}

bulk_load_options store::inside::loading() const {
    return {.threads = options.loading_threads,
            .case_cache_bytes = 2 * options.case_cache_bytes, // nothing else is in memory then
            .progress = options.progress};
}

void store::inside::use(std::shared_ptr<rocks> rows, std::unique_ptr<folding> folds) {
    fold = std::move(folds);
    const std::scoped_lock lock{mutex};
    base = std::move(rows);
    lowest = std::make_shared<floors>();
    counts = fold->counts();
    newest = std::make_shared<const snapshot::frame>(
        snapshot::frame{base->pin(), fold->at(), commits, lowest});
    lowest->committed(commits, {});
}

void store::inside::remember(const engine::placed_event& event, const engine::case_state& after) {
    fresh.push_back({.id = fold->at().text(),
                     .place = event.place,
                     .subject = after.id,
                     .code = after.shown_code(),
                     .office = after.office,
                     .type = std::string{events::name_of(event.what.detail)},
                     .time = event.what.about.time,
                     .status_after = event.what.common.status_after,
                     .officer = after.holder});
    if (fresh.size() > options.live_items_max) {
        dropped.raise(fresh.front().place);
        fresh.pop_front();
    }
}

bool store::inside::pass(events::partition_id partition, events::offset next) {
    const std::scoped_lock lock{folding_now};
    fold->passed(partition, next);
    ++folded;
    return fold->is_full();
}

void store::inside::forget() {
    const std::scoped_lock lock{folding_now};
    fold->forget();
}

/// Makes everything visible that was folded until now.
void store::inside::commit() {
    const std::scoped_lock one_at_a_time{committing};
    if (!anything_waits()) {
        return; // somebody else has just committed it
    }
    positions at;
    fold_counts counted;
    std::size_t bytes = 0;
    std::vector<live_item> items;
    positions too_much;
    std::uint64_t upto = 0;
    {
        const std::scoped_lock lock{folding_now};
        upto = folded;
        fold->take_changes(changes);
        at = fold->at();
        counted = fold->counts();
        bytes = fold->bytes();
        items.assign(std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
        fresh.clear();
        too_much = dropped;
    }
    base->write(changes);
    ++commits;
    lowest->committed(commits, changes);
    changes.clear();
    auto next =
        std::make_shared<const snapshot::frame>(snapshot::frame{base->pin(), at, commits, lowest});
    {
        const std::scoped_lock lock{mutex};
        newest.swap(next);
        counts = counted;
        cache_bytes = bytes;
    }
    live.add(std::move(items), too_much, at);
    shown = upto;
    visible.notify_all();
}

/// Rows that were taken and not written are lost to this process, whoever wrote them.
void store::inside::commit_or_stop() noexcept {
    try {
        commit();
    } catch (const std::exception& problem) {
        events::stop_process(std::string{"write projections: "} + problem.what() +
                             "; what was acknowledged is in the log, so this process must end, "
                             "start again and fold it anew");
    }
}

bool store::inside::commit_what_waits() {
    if (!anything_waits()) {
        return false;
    }
    commit_or_stop();
    return true;
}

/// Others than the readers' threads tell those who subscribed, who may hold locks.
void store::inside::commit_for_reader() {
    if (commit_what_waits()) {
        late.committed();
    }
}

std::shared_ptr<const snapshot::frame> store::inside::frame_now() const {
    const std::scoped_lock lock{mutex};
    return newest;
}

store::store(store_options options, const events::log& log)
    : inside_(std::make_unique<inside>(std::move(options), log)) {}

store::~store() {
    try {
        flush();
    } catch (const events::fault&) {
        return; // nothing that the log does not say again
    }
}

const engine::case_state* store::find(const events::case_id& id) {
    const std::scoped_lock lock{inside_->folding_now};
    return inside_->fold->find(id);
}

std::uint64_t store::counter(const std::string& name) {
    const std::scoped_lock lock{inside_->folding_now};
    return inside_->fold->counter(name);
}

void store::count(const engine::placed_event& event) {
    const std::scoped_lock lock{inside_->folding_now};
    inside_->remember(event, inside_->fold->count(event));
}

void store::counted(const engine::placed_event& event, const engine::case_state& before,
                    const engine::case_state& after) {
    const std::scoped_lock lock{inside_->folding_now};
    inside_->fold->counted(event, before, after);
    inside_->remember(event, after);
}

void store::skipped(engine::log_position place, engine::verdict why, const events::event* what) {
    const std::scoped_lock lock{inside_->folding_now};
    inside_->fold->skipped(place, why, what);
}

void store::commit(events::partition_id partition, events::offset next) {
    auto& in = *inside_;
    const bool full = in.pass(partition, next);
    in.commit();
    if (full) {
        in.forget();
    }
    in.live.tell();
}

void store::commit_soon(events::partition_id partition, events::offset next) {
    auto& in = *inside_;
    if (in.pass(partition, next)) {
        in.commit_for_reader();
        in.forget();
    } else {
        in.late.soon();
    }
}

events::offset store::passed(events::partition_id partition) const {
    return inside_->fold->at().of(partition); // only the folding thread asks, and changes it
}

snapshot store::view() const {
    inside_->commit_for_reader();
    return snapshot{inside_->frame_now()};
}

bool store::wait_for(engine::log_position place, std::chrono::milliseconds timeout) const {
    inside_->commit_for_reader();
    std::unique_lock lock{inside_->mutex};
    return inside_->visible.wait_for(lock, timeout,
                                     [&] { return inside_->newest->at.cover(place); });
}

live_feed& store::live() { return inside_->live; }

store_status store::status() const {
    inside_->commit_for_reader();
    const std::scoped_lock lock{inside_->mutex};
    const auto& in = *inside_;
    return {.opened = in.opened,
            .opening_reason = in.reason,
            .at = in.newest->at,
            .events_counted = in.counts.counted,
            .records_superseded = in.counts.superseded,
            .records_foreign = in.counts.foreign,
            .cases = in.counts.cases,
            .disk_bytes = in.base->disk_bytes(),
            .memory_bytes = in.base->memory_bytes() + in.cache_bytes,
            .snapshots = in.base->pins()};
}

void store::flush() {
    inside_->commit_for_reader();
    std::shared_ptr<rocks> base;
    {
        const std::scoped_lock lock{inside_->mutex};
        base = inside_->base;
    }
    base->flush();
}

store::beside store::load_beside(const positions& end, const bulk_load_options& how) const {
    beside out;
    out.rows = load_rows(inside_->home, inside_->settings(), inside_->log, end, how);
    out.fold =
        std::make_unique<folding>(out.rows, end.partitions(), inside_->options.case_cache_bytes);
    return out;
}

void store::adopt(beside others) {
    auto& in = *inside_;
    const std::scoped_lock lock{in.committing, in.folding_now};
    if (in.anything_waits() || !in.fresh.empty() || others.fold->at() != in.fold->at()) {
        throw std::logic_error("the rows that take over must stand where those in use do");
    }
    in.home.move_to(others.rows->folder());
    others.rows->remove_when_closed(false);
    const auto before = in.base;
    in.use(std::move(others.rows), std::move(others.fold));
    before->remove_when_closed(true);
    in.visible.notify_all();
}

} // namespace projections
