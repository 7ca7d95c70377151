#include "events/stop_process.hpp"
#include "projections/store_inside.hpp"

#include <iterator>
#include <utility>

namespace projections {

void store::inside::remember(const engine::placed_event& event, const engine::case_state& after) {
    ++waiting;
    passing = true;
    remember_live(event, after);
    if (!event.what.common.numbers.empty()) { // codes are numbers
        for (const auto* code : {&after.code, &after.support_code}) {
            if (!code->empty()) {
                codes.add(*code, after.id);
            }
        }
    }
    if (std::holds_alternative<events::role_granted>(event.what.detail) ||
        std::holds_alternative<events::role_revoked>(event.what.detail)) {
        grants_change = true;
    }
}

/// Somebody is told of what is folded and not yet left to be committed: whoever asks from now on
/// must see it, too.
void store::inside::shown_early() {
    if (passing) {
        ++folded;
        passing = false;
    }
}

void store::inside::remember_live(const engine::placed_event& event,
                                  const engine::case_state& after) {
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

store::inside::due store::inside::pass(events::partition_id partition, events::offset next) {
    const std::scoped_lock lock{folding_now};
    fold->passed(partition, next);
    passing = false;
    ++folded;
    if (std::exchange(grants_change, false)) {
        ++grants_said; // not before views show what was said
    }
    if (fold->is_full() || codes.is_full()) {
        return due::before_more_is_folded;
    }
    return waiting > options.commit_events_max ? due::at_once : due::soon;
}

void store::inside::forget() {
    const std::scoped_lock lock{folding_now};
    fold->forget();
    if (codes.is_full()) {
        codes.forget();
    }
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
        waiting = 0;
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

void store::inside::remember_damage(const events::corruption& met) const noexcept {
    try {
        std::filesystem::path rows;
        {
            const std::scoped_lock lock{mutex};
            rows = base->folder();
        }
        home.remember_damage(rows, met.what());
    } catch (const std::exception&) {
        return; // the next start will meet the damage itself
    }
}

/// Rows that were taken and not written are lost to this process, whoever wrote them.
void store::inside::commit_or_stop() noexcept {
    try {
        on_rows([&] { commit(); });
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

} // namespace projections
