#include "projections/store.hpp"

#include "events/fault.hpp"
#include "projections/folding.hpp"
#include "projections/frame.hpp"
#include "projections/house.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

namespace projections {

struct store::inside {
    inside(store_options how, const events::log& log);
    void use(std::shared_ptr<rocks> rows, std::unique_ptr<folding> folds);
    void publish(std::shared_ptr<const snapshot::frame> next);
    void remember(const engine::placed_event& event, const engine::case_state& after);
    [[nodiscard]] std::shared_ptr<const snapshot::frame> frame_now() const;
    [[nodiscard]] rocks::settings settings() const;
    [[nodiscard]] bulk_load_options loading() const;

    store_options options;
    const events::log& log;
    house home;
    opening opened = opening::created;
    std::string reason;

    // the folding thread's
    std::unique_ptr<folding> fold;
    std::deque<live_item> fresh; // of the next commit
    positions dropped;           // what was fresh and too much
    std::uint64_t commits = 0;

    live_feed live;

    mutable std::mutex mutex; // guards what follows
    mutable std::condition_variable shown;
    std::shared_ptr<rocks> base;
    std::shared_ptr<floors> lowest;
    std::shared_ptr<const snapshot::frame> newest;
    fold_counts counts;
    std::size_t cache_bytes = 0;
};

store::inside::inside(store_options how, const events::log& from)
    : options(std::move(how)), log(from), home(options.folder), live(options.live_items_max) {
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
            .case_cache_bytes = options.case_cache_bytes,
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

void store::inside::publish(std::shared_ptr<const snapshot::frame> next) {
    const auto at = next->at;
    {
        const std::scoped_lock lock{mutex};
        newest.swap(next);
        counts = fold->counts();
        cache_bytes = fold->bytes();
    }
    shown.notify_all();
    live.publish({std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end())},
                 dropped, at);
    fresh.clear();
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

const engine::case_state* store::find(const events::case_id& id) { return inside_->fold->find(id); }

std::uint64_t store::counter(const std::string& name) { return inside_->fold->counter(name); }

void store::counted(const engine::placed_event& event, const engine::case_state& before,
                    const engine::case_state& after) {
    inside_->fold->counted(event, before, after);
    inside_->remember(event, after);
}

void store::skipped(engine::log_position place, engine::verdict why, const events::event* what) {
    inside_->fold->skipped(place, why, what);
}

void store::commit(events::partition_id partition, events::offset next) {
    auto& in = *inside_;
    const auto& changes = in.fold->changes(partition, next);
    in.base->write(changes);
    ++in.commits;
    in.lowest->committed(in.commits, changes);
    in.fold->written();
    in.publish(std::make_shared<const snapshot::frame>(
        snapshot::frame{in.base->pin(), in.fold->at(), in.commits, in.lowest}));
}

events::offset store::passed(events::partition_id partition) const {
    return inside_->fold->at().of(partition);
}

snapshot store::view() const { return snapshot{inside_->frame_now()}; }

bool store::wait_for(engine::log_position place, std::chrono::milliseconds timeout) const {
    std::unique_lock lock{inside_->mutex};
    return inside_->shown.wait_for(lock, timeout, [&] { return inside_->newest->at.cover(place); });
}

live_feed& store::live() { return inside_->live; }

store_status store::status() const {
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
    if (!in.fresh.empty() || others.fold->at() != in.fold->at()) {
        throw std::logic_error("the rows that take over must stand where those in use do");
    }
    in.home.move_to(others.rows->folder());
    others.rows->remove_when_closed(false);
    const auto before = in.base;
    in.use(std::move(others.rows), std::move(others.fold));
    before->remove_when_closed(true);
    in.shown.notify_all();
}

} // namespace projections
