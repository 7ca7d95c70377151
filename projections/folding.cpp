#include "projections/folding.hpp"

#include "engine/evolve.hpp"
#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/projecting.hpp"
#include "projections/superseded.hpp"

#include <utility>

namespace projections {
namespace {

constexpr std::size_t counters_max = 200'000;
constexpr std::size_t absent_max = 1024; // as many as are opened before they are folded

} // namespace

folding::folding(std::shared_ptr<const rocks> base, std::uint32_t partitions,
                 std::size_t case_cache_bytes)
    : base_(std::move(base)), cases_(case_cache_bytes),
      counters_(base_, counter_cache::beneath::counts, counters_max), ledger_(*base_, partitions) {}

cached_case* folding::load(const events::case_id& id) {
    if (auto* known = cases_.find(id)) {
        return known;
    }
    if (absent_.contains(id)) {
        return nullptr; // asked several times for every new case
    }
    const auto bytes = base_->get(table::states, key{}.id(id));
    if (!bytes) {
        if (absent_.size() >= absent_max) {
            absent_.clear();
        }
        absent_.insert(id);
        return nullptr;
    }
    return &cases_.add(binary::decode<engine::case_state>(*bytes));
}

const engine::case_state* folding::find(const events::case_id& id) {
    const auto* known = load(id);
    return known == nullptr ? nullptr : &known->state;
}

const engine::case_state* folding::peek(const events::case_id& id) const {
    const auto* known = cases_.peek(id);
    return known == nullptr ? nullptr : &known->state;
}

std::uint64_t folding::counter(const std::string& name) {
    return counters_.value(table::numbers, key{}.text(name));
}

void folding::skipped(engine::log_position place, engine::verdict why, const events::event* what) {
    put_superseded(changes_, place, why, what);
    ledger_.skipped(place, why);
}

void folding::counted(const engine::placed_event& event, const engine::case_state& before,
                      const engine::case_state& after) {
    static_cast<void>(before); // as load() has it
    auto* one = load(after.id);
    const auto earlier = one == nullptr ? case_before{} : before_event(one->state);
    if (one == nullptr) {
        one = &begin_case(after);
    } else {
        begin_change(*one);
        one->state = after;
    }
    changed(*one, earlier, event);
}

const engine::case_state& folding::count(const engine::placed_event& event) {
    auto* one = load(event.what.about.subject);
    const auto earlier = one == nullptr ? case_before{} : before_event(one->state);
    if (one == nullptr) {
        engine::case_state fresh;
        engine::evolve(fresh, event.what, event.hash);
        one = &begin_case(std::move(fresh));
    } else {
        begin_change(*one);
        engine::evolve(one->state, event.what, event.hash);
    }
    changed(*one, earlier, event);
    return one->state;
}

cached_case& folding::begin_case(engine::case_state first) {
    auto& one = cases_.add(std::move(first));
    absent_.erase(one.state.id);
    one.dirty = true; // and no rows of it are shown
    dirty_.push_back(&one);
    return one;
}

/// Before its state changes: remembers which of its rows are in the store.
void folding::begin_change(cached_case& one) {
    if (!one.dirty) {
        one.dirty = true;
        one.shown = row_list::of(one.state);
        dirty_.push_back(&one);
    }
}

void folding::changed(cached_case& one, const case_before& before,
                      const engine::placed_event& event) {
    cases_.resized(one);
    project(event, before, one.state, changes_, counters_);
    ledger_.counted(event, opens_case(before, one.state));
}

void folding::passed(events::partition_id partition, events::offset next) {
    ledger_.passed(partition, next);
}

void folding::take_changes(row_batch& into) {
    for (auto* one : dirty_) {
        row_list::difference(one->shown, row_list::of(one->state), changes_);
        buffer_.clear();
        binary::put(buffer_, one->state);
        changes_.put(table::states, key{}.id(one->state.id), buffer_);
        one->dirty = false;
        one->shown = {};
        cases_.resized(*one);
    }
    dirty_.clear();
    counters_.write(changes_);
    ledger_.put(changes_);
    std::swap(changes_, into);
}

void folding::forget() {
    if (counters_.is_full()) {
        counters_.forget();
    }
    if (cases_.is_full()) {
        constexpr double kept = 0.9;
        cases_.trim(kept, [](const cached_case& one) { return !one.dirty; });
    }
}

} // namespace projections
