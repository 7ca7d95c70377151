#include "connectors/duties/counting_events.hpp"

#include "events/codec.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace connectors {
namespace {

constexpr events::offset records_at_once = 1000;

/// Nothing of a foreign record, which says nothing to anybody. What cannot be read while an event
/// is visited is another matter: passed over here, what it is to be told would be lost.
std::optional<events::event> event_in(events::fast_decoder& decoder, std::string_view bytes) {
    try {
        return decoder.decode(bytes);
    } catch (const events::decode_error&) {
        return std::nullopt;
    }
}

/// The case's timeline has exactly the events that count.
bool counts(const projections::store& store, engine::log_position place,
            const events::event& what) {
    const auto step = projections::step_at(store.view(), what.about.subject, what.about.sequence);
    return step && step->place == place;
}

} // namespace

events::offset
each_counting(const events::log& log, const projections::store& store,
              events::partition_id partition, events::offset from,
              const std::function<bool(std::string_view bytes)>& may_be,
              const std::function<bool(events::offset at, const events::event&)>& visit) {
    const auto end = store.passed(partition);
    if (from >= end) {
        return from;
    }
    std::vector<std::pair<events::offset, std::string>> wanted;
    const auto next = log.read(partition, from, std::min(records_at_once, end - from),
                               [&](const events::stored_record& record) {
                                   if (may_be(record.value)) {
                                       wanted.emplace_back(record.at, record.value);
                                   }
                                   return true;
                               });
    events::fast_decoder decoder;
    for (const auto& [at, bytes] : wanted) {
        const auto what = event_in(decoder, bytes);
        if (what && counts(store, {partition, at}, *what) && !visit(at, *what)) {
            return at;
        }
    }
    return next;
}

} // namespace connectors
