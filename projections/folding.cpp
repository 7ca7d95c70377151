#include "projections/folding.hpp"

#include "engine/evolve.hpp"
#include "projections/binary.hpp"
#include "projections/cases.hpp"
#include "projections/catalogue.hpp"
#include "projections/key.hpp"
#include "projections/superseded.hpp"

namespace projections {
namespace {

constexpr std::size_t counters_max = 200'000;
// Large enough that few files overlap when loading ends, small enough to fit beside everything.
constexpr std::size_t load_file_bytes = 64U << 20U;
constexpr std::size_t write_bytes = 4U << 20U; // of states in one write while loading
constexpr std::string_view counts_key = "counts";

} // namespace

/// Turns what projections say of an event into changes.
class folding::sink : public event_sink, public row_sink {
public:
    sink(row_batch& rows, counter_cache& counters) : rows_(rows), counters_(counters) {}

    void put(table where, std::string_view key, std::string_view value) override {
        rows_.put(where, key, value);
    }
    void erase(table where, std::string_view key) override { rows_.erase(where, key); }
    void count(table where, std::string_view key, std::uint64_t by) override {
        counters_.add(where, key, by);
    }

private:
    row_batch& rows_;
    counter_cache& counters_;
};

folding::folding(std::shared_ptr<rocks> base, std::uint32_t partitions,
                 std::size_t case_cache_bytes)
    : base_(std::move(base)), cases_(case_cache_bytes), counters_(base_, counters_max),
      at_(partitions) {
    if (const auto bytes = base_->get(table::meta, counts_key)) {
        counts_ = binary::decode<fold_counts>(*bytes);
    }
    for (std::uint32_t i = 0; i < partitions; ++i) {
        if (const auto bytes = base_->get(table::passed, key{}.number(i))) {
            marks_[{i}] = binary::decode<passed_mark>(*bytes);
            at_.set({i}, marks_[{i}].next);
        }
    }
}

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

void folding::passed(engine::log_position place) {
    at_.raise(place);
    marks_[place.partition].next = at_.of(place.partition);
}

void folding::skipped(engine::log_position place, engine::verdict why, const events::event* what) {
    ++(why == engine::verdict::foreign ? counts_.foreign : counts_.superseded);
    put_superseded(changes_, place, why, what);
    passed(place);
}

void folding::project(const engine::placed_event& event, const case_before& before,
                      const engine::case_state& after) {
    ++counts_.counted;
    counts_.cases += before.at == events::status::none && is_case(after) ? 1U : 0U;
    for (const auto& claim : event.what.common.numbers) {
        counters_.set(table::numbers, key{}.text(claim.counter), claim.value);
    }
    sink into{changes_, counters_};
    for (const auto* one : catalogue()) {
        one->apply(event, before, after, into);
    }
    passed(event.place);
    auto& mark = marks_[event.place.partition];
    mark.last = event.place.at;
    mark.hash = event.hash;
}

void folding::counted(const engine::placed_event& event, const engine::case_state& before,
                      const engine::case_state& after) {
    const auto earlier = before_event(before);
    auto* one = load(after.id);
    if (one == nullptr) {
        one = &cases_.add(after);
        absent_ = {};
    }
    if (!one->dirty) {
        one->dirty = true;
        one->shown = before.exists() ? row_list::of(before) : row_list{};
        dirty_.push_back(one);
    }
    one->state = after;
    cases_.resized(*one);
    project(event, earlier, one->state);
}

void folding::evolve(const engine::placed_event& event) {
    auto* one = load(event.what.about.subject);
    case_before earlier;
    if (one == nullptr) {
        engine::case_state fresh;
        engine::evolve(fresh, event.what, event.hash);
        one = &cases_.add(std::move(fresh));
        absent_ = {};
    } else {
        earlier = before_event(one->state);
        engine::evolve(one->state, event.what, event.hash);
        cases_.resized(*one);
    }
    one->dirty = true;
    project(event, earlier, one->state);
}

std::string_view folding::encoded(const engine::case_state& state) {
    buffer_.clear();
    binary::put(buffer_, state);
    return buffer_;
}

const row_batch& folding::changes(events::partition_id partition, events::offset next) {
    if (next > at_.of(partition)) {
        at_.set(partition, next);
        marks_[partition].next = next;
    }
    for (auto* one : dirty_) {
        row_list::difference(one->shown, row_list::of(one->state), changes_);
        changes_.put(table::states, key{}.id(one->state.id), encoded(one->state));
    }
    counters_.write(changes_);
    put_positions(changes_);
    return changes_;
}

void folding::put_positions(row_batch& into) const {
    for (const auto& [partition, mark] : marks_) {
        into.put(table::passed, key{}.number(partition.value), binary::encode(mark));
    }
    into.put(table::meta, counts_key, binary::encode(counts_));
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

void folding::spill() {
    if (cases_.is_full()) {
        cases_.trim(0.9, [this](const cached_case& one) {
            spill_state(one);
            return true;
        });
        write_spilled();
    }
    if (counters_.is_full()) {
        write_counters();
    }
    if (changes_.bytes() > load_file_bytes) {
        base_->ingest(changes_);
    }
}

void folding::spill_state(const cached_case& one) {
    if (!one.dirty) {
        return;
    }
    spilled_.put(table::states, key{}.id(one.state.id), encoded(one.state));
    if (spilled_.bytes() > write_bytes) {
        write_spilled();
    }
}

void folding::write_spilled() {
    base_->write(spilled_);
    spilled_.clear();
}

void folding::write_counters() {
    counters_.write(spilled_);
    counters_.forget();
    write_spilled();
}

void folding::finish_loading() {
    cases_.each([this](const cached_case& one) { spill_state(one); });
    cases_.clear();
    write_counters();
    load_rows_of_all_cases();
    put_positions(spilled_);
    write_spilled();
    base_->flush();
}

/// Their rows follow from the newest state of each case alone, so while loading they are made once
/// at the end and not at each step.
void folding::load_rows_of_all_cases() {
    sink into{changes_, counters_};
    base_->pin()->scan(table::states, {}, {}, [&](std::string_view, std::string_view value) {
        const auto state = binary::decode<engine::case_state>(value);
        for (const auto* one : catalogue()) {
            one->rows(state, into);
        }
        if (changes_.bytes() > load_file_bytes) {
            base_->ingest(changes_);
        }
        return true;
    });
    base_->ingest(changes_);
}

} // namespace projections
