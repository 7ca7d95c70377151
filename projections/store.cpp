#include "projections/store.hpp"

#include "events/fault.hpp"
#include "projections/store_inside.hpp"

#include <mutex>
#include <stdexcept>

namespace projections {

store::inside::inside(store_options how, const events::log& from)
    : options(std::move(how)), log(from), home(options.folder), live(options.live_items_max),
      late(options.commit_within, [this] { commit_what_waits(); }, [this] { live.tell(); }) {
    const auto how_to_load = loading();
    auto found = open_rows(home, settings(), log, &how_to_load,
                           options.keep_rows_of_lost_records ? lost::refused : lost::made_anew);
    opened = found.how;
    reason = std::move(found.reason);
    base = found.rows;
    auto folds = on_rows([&] {
        return std::make_unique<folding>(found.rows, log.partitions(), options.case_cache_bytes);
    });
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
    return inside_->on_rows([&] { return inside_->fold->find(id); });
}

std::uint64_t store::counter(const std::string& name) {
    const std::scoped_lock lock{inside_->folding_now};
    return inside_->on_rows([&] { return inside_->fold->counter(name); });
}

void store::count(const engine::placed_event& event) {
    const std::scoped_lock lock{inside_->folding_now};
    inside_->on_rows([&] { inside_->remember(event, inside_->fold->count(event)); });
}

void store::counted(const engine::placed_event& event, const engine::case_state& before,
                    const engine::case_state& after) {
    const std::scoped_lock lock{inside_->folding_now};
    inside_->on_rows([&] { inside_->fold->counted(event, before, after); });
    inside_->remember(event, after);
}

void store::skipped(engine::log_position place, engine::verdict why, const events::event* what) {
    const std::scoped_lock lock{inside_->folding_now};
    inside_->fold->skipped(place, why, what);
    inside_->passing = true;
}

void store::commit(events::partition_id partition, events::offset next) {
    auto& in = *inside_;
    const auto due = in.pass(partition, next);
    in.on_rows([&] { in.commit(); });
    if (due == inside::due::before_more_is_folded) {
        in.forget();
    }
    in.live.tell();
}

void store::commit_soon(events::partition_id partition, events::offset next) {
    auto& in = *inside_;
    switch (in.pass(partition, next)) {
    case inside::due::soon:
        in.late.soon();
        return;
    case inside::due::at_once:
        in.late.at_once();
        return;
    case inside::due::before_more_is_folded:
        in.commit_for_reader();
        in.forget();
        return;
    }
}

events::offset store::passed(events::partition_id partition) const {
    const std::scoped_lock lock{inside_->folding_now}; // or adopt() takes it away meanwhile
    inside_->shown_early();
    return inside_->fold->at().of(partition);
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
    inside_->on_rows([&] { base->flush(); });
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
    in.codes.forget();
    ++in.grants_said;
    before->remove_when_closed(true);
    in.visible.notify_all();
}

} // namespace projections
