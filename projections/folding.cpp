#include "projections/folding.hpp"

#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/projecting.hpp"
#include "projections/superseded.hpp"

namespace projections {
namespace {

constexpr std::size_t counters_max = 200'000;

} // namespace

folding::folding(std::shared_ptr<const rocks> base, std::uint32_t partitions,
                 std::size_t case_cache_bytes)
    : base_(std::move(base)), cases_(case_cache_bytes), counters_(base_, counters_max),
      ledger_(*base_, partitions) {}

cached_case* folding::load(const events::case_id& id) {
    if (auto* known = cases_.find(id)) {
        return known;
    }
    if (id == absent_) {
        return nullptr; // asked twice for every new case
    }
    const auto bytes = base_->get(table::states, key{}.id(id));
    if (!bytes) {
        absent_ = id;
        return nullptr;
    }
    return &cases_.add(binary::decode<engine::case_state>(*bytes));
}

const engine::case_state* folding::find(const events::case_id& id) {
    const auto* known = load(id);
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
    auto* one = load(after.id);
    if (one == nullptr) {
        one = &cases_.add(after);
        absent_.reset();
    }
    if (!one->dirty) {
        one->dirty = true;
        one->shown = before.exists() ? row_list::of(before) : row_list{};
        dirty_.push_back(one);
    }
    const auto earlier = before_event(before);
    one->state = after;
    cases_.resized(*one);
    project(event, earlier, one->state, changes_, counters_);
    ledger_.counted(event, opens_case(earlier, one->state));
}

const row_batch& folding::changes(events::partition_id partition, events::offset next) {
    ledger_.passed(partition, next);
    for (auto* one : dirty_) {
        row_list::difference(one->shown, row_list::of(one->state), changes_);
        buffer_.clear();
        binary::put(buffer_, one->state);
        changes_.put(table::states, key{}.id(one->state.id), buffer_);
    }
    counters_.write(changes_);
    ledger_.put(changes_);
    return changes_;
}

void folding::written() {
    for (auto* one : dirty_) {
        one->dirty = false;
        one->shown = {};
        cases_.resized(*one);
    }
    dirty_.clear();
    changes_.clear();
    if (counters_.is_full()) {
        counters_.forget();
    }
    if (cases_.is_full()) {
        cases_.trim(0.9, [](const cached_case&) { return true; });
    }
}

} // namespace projections
