#pragma once

#include "projections/counter_cache.hpp"
#include "projections/projection.hpp"
#include "projections/row_batch.hpp"

namespace projections {

/// Turns what projections say into changes of rows and counts.
class change_sink : public event_sink, public row_sink {
public:
    change_sink(row_batch& rows, counter_cache& counters) : rows_(rows), counters_(counters) {}

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

/// What an event that counts says beside the state of its case: the numbers it took, and the rows
/// that projections add for it.
void project(const engine::placed_event& event, const case_before& before,
             const engine::case_state& after, row_batch& rows, counter_cache& counters);

/// Whether the event made its stream a case.
[[nodiscard]] bool opens_case(const case_before& before, const engine::case_state& after);

} // namespace projections
