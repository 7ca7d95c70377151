#include "projections/fold_ledger.hpp"

#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/rocks.hpp"

namespace projections {
namespace {

constexpr std::string_view counts_key = "counts";

} // namespace

std::optional<passed_mark> mark_of(const rocks& rows, events::partition_id partition) {
    const auto bytes = rows.get(table::passed, key{}.number(partition.value));
    return bytes ? std::optional{binary::decode<passed_mark>(*bytes)} : std::nullopt;
}

fold_ledger::fold_ledger(const rocks& rows, std::uint32_t partitions) : at_(partitions) {
    if (const auto bytes = rows.get(table::meta, counts_key)) {
        counts_ = binary::decode<fold_counts>(*bytes);
    }
    for (std::uint32_t i = 0; i < partitions; ++i) {
        if (auto mark = mark_of(rows, {i})) {
            at_.set({i}, mark->next);
            marks_[{i}] = *std::move(mark);
        }
    }
}

passed_mark& fold_ledger::pass(engine::log_position place) {
    at_.raise(place);
    auto& mark = marks_[place.partition];
    mark.next = at_.of(place.partition);
    return mark;
}

void fold_ledger::counted(const engine::placed_event& event, bool opens_case) {
    ++counts_.counted;
    counts_.cases += opens_case ? 1U : 0U;
    auto& mark = pass(event.place);
    mark.last = event.place.at;
    mark.hash = event.hash;
}

void fold_ledger::skipped(engine::log_position place, engine::verdict why) {
    ++(why == engine::verdict::foreign ? counts_.foreign : counts_.superseded);
    static_cast<void>(pass(place));
}

void fold_ledger::passed(events::partition_id partition, events::offset next) {
    if (next > at_.of(partition)) {
        static_cast<void>(pass({partition, next - 1}));
    }
}

void fold_ledger::add(const fold_ledger& other) {
    counts_.counted += other.counts_.counted;
    counts_.superseded += other.counts_.superseded;
    counts_.foreign += other.counts_.foreign;
    counts_.cases += other.counts_.cases;
    for (const auto& [partition, mark] : other.marks_) {
        marks_[partition] = mark;
        at_.set(partition, mark.next);
    }
}

void fold_ledger::put(row_batch& into) const {
    for (const auto& [partition, mark] : marks_) {
        into.put(table::passed, key{}.number(partition.value), binary::encode(mark));
    }
    into.put(table::meta, counts_key, binary::encode(counts_));
}

} // namespace projections
