#include "projections/timeline.hpp"

#include "engine/evolve.hpp"
#include "events/fault.hpp"
#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"
#include "projections/schema_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <utility>

namespace projections {
namespace {

/// The value of a timeline row.
struct step {
    std::uint64_t partition = 0;
    std::uint64_t at = 0;
    events::event_id id;
    std::string type;
    events::instant time{};
    events::instant recorded{};
    events::officer_id actor;
    events::role acting_as = events::role::system;
    std::optional<events::status> status_after;
    events::lifecycle follows = events::lifecycle::support;
    events::rules_id rules;
    bool seals_person = false;

    static constexpr auto fields() {
        return std::tuple{events::field{"partition", &step::partition},
                          events::field{"at", &step::at},
                          events::field{"id", &step::id},
                          events::field{"type", &step::type},
                          events::field{"time", &step::time},
                          events::field{"recorded", &step::recorded},
                          events::field{"actor", &step::actor},
                          events::field{"acting_as", &step::acting_as},
                          events::field{"status_after", &step::status_after},
                          events::field{"follows", &step::follows},
                          events::field{"rules", &step::rules},
                          events::field{"seals_person", &step::seals_person}};
    }
};

class timeline_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "timeline"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::timeline};
        return mine;
    }
    [[nodiscard]] std::string schema() const override { return schema_text<step>(); }
    void apply(const engine::placed_event& event, const case_before&,
               const engine::case_state& after, event_sink& into) const override {
        const auto& about = event.what.about;
        // The fields of a step, in their order, without copies: there is one for every event.
        thread_local byte_buffer row;
        row.clear();
        const auto put_all = [](const auto&... values) { (binary::put(row, values), ...); };
        put_all(std::uint64_t{event.place.partition.value}, std::uint64_t{event.place.at}, about.id,
                events::name_of(event.what.detail), about.time, about.recorded, about.actor,
                about.acting_as, event.what.common.status_after, after.follows, about.rules,
                std::ranges::any_of(event.what.common.sealed, events::is_about_person));
        into.put(table::timeline, key{}.id(after.id).number(about.sequence), row);
    }
};

timeline_entry entry_of(std::uint64_t sequence, std::string_view row) {
    auto value = binary::decode<step>(row);
    return {.sequence = sequence,
            .place = {{static_cast<std::uint32_t>(value.partition)}, value.at},
            .id = std::move(value.id),
            .type = std::move(value.type),
            .time = value.time,
            .recorded = value.recorded,
            .actor = std::move(value.actor),
            .acting_as = value.acting_as,
            .status_after = value.status_after,
            .follows = value.follows,
            .rules = std::move(value.rules),
            .seals_person = value.seals_person};
}

std::uint64_t sequence_in(std::string_view row_key, std::size_t prefix) {
    return key_reader{row_key.substr(prefix)}.number();
}

using places_in_order = std::vector<std::size_t>::const_iterator;

[[noreturn]] void throw_no_record(engine::log_position place) {
    throw events::log_fault("log-read",
                            "read record " + std::to_string(place.at) + " of partition " +
                                std::to_string(place.partition.value) +
                                ": the log has none there; compare the log with its backup");
}

/// To pass over so many records costs less than to ask the log once more, be it a file or brokers.
constexpr events::offset records_between = 64;

places_in_order end_of_run(std::span<const engine::log_position> places, places_in_order from,
                           places_in_order end) {
    auto last = from;
    for (auto next = std::next(last); next != end; last = next++) {
        if (places[*next].partition != places[*last].partition ||
            places[*next].at - places[*last].at > records_between) {
            return next;
        }
    }
    return end;
}

void read_run(const events::log& log, std::span<const engine::log_position> places,
              std::span<const std::size_t> run, std::vector<events::event>& into) {
    const auto& first = places[run.front()];
    auto wanted = run.begin();
    log.read(first.partition, first.at, places[run.back()].at - first.at + 1,
             [&](const events::stored_record& record) {
                 for (; wanted != run.end() && places[*wanted].at == record.at; ++wanted) {
                     into[*wanted] = events::decode(record.value);
                 }
                 return wanted != run.end();
             });
    if (wanted != run.end()) {
        throw_no_record(places[*wanted]);
    }
}

} // namespace

const projection& timeline_projection() {
    static const timeline_rows one;
    return one;
}

page<timeline_entry> timeline(const snapshot& view, const events::case_id& id,
                              const page_request& which) {
    const auto range = rows_with_prefix(table::timeline, key{}.id(id).bytes());
    const auto found = read_page(view, range, which);
    page<timeline_entry> out{{}, found.next};
    for (const auto& row : found.rows) {
        out.rows.push_back(entry_of(sequence_in(row.key, range.from.size()), row.value));
    }
    return out;
}

std::optional<timeline_entry> step_at(const snapshot& view, const events::case_id& id,
                                      std::uint64_t sequence) {
    const auto row = view.get(table::timeline, key{}.id(id).number(sequence));
    return row ? std::optional{entry_of(sequence, *row)} : std::nullopt;
}

void each_step_behind(const snapshot& view, const events::case_id& id, std::uint64_t sequence,
                      const std::function<bool(const timeline_entry&)>& visit) {
    const auto all = rows_with_prefix(table::timeline, key{}.id(id).bytes());
    view.scan(all.where, key{}.id(id).number(sequence + 1), all.to,
              [&](std::string_view row, std::string_view value) {
                  return visit(entry_of(sequence_in(row, all.from.size()), value));
              });
}

void each_step_before(const snapshot& view, const events::case_id& id, std::uint64_t sequence,
                      const std::function<bool(const timeline_entry&)>& visit) {
    while (sequence > 1) {
        const auto step = step_at(view, id, --sequence);
        if (!step || !visit(*step)) {
            return;
        }
    }
}

std::string event_bytes(const events::log& log, engine::log_position place) {
    std::string out;
    bool found = false;
    log.read(place.partition, place.at, 1, [&](const events::stored_record& record) {
        found = record.at == place.at;
        out = record.value;
        return true;
    });
    if (!found) {
        throw_no_record(place);
    }
    return out;
}

std::vector<events::event> events_at(const events::log& log,
                                     std::span<const engine::log_position> places) {
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::pair{places[i].partition.value, places[i].at};
    });
    std::vector<events::event> out(places.size());
    for (auto from = order.cbegin(); from != order.cend();) {
        const auto to = end_of_run(places, from, order.cend());
        read_run(log, places, {from, to}, out);
        from = to;
    }
    return out;
}

events::event event_at(const events::log& log, engine::log_position place) {
    return events::decode(event_bytes(log, place));
}

std::optional<engine::case_state> case_as_of(const snapshot& view, const events::log& log,
                                             const events::case_id& id, std::uint64_t sequence) {
    const auto range = rows_with_prefix(table::timeline, key{}.id(id).bytes());
    engine::case_state state;
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view value) {
        const auto entry = entry_of(sequence_in(row, range.from.size()), value);
        if (entry.sequence > sequence) {
            return false;
        }
        const auto bytes = event_bytes(log, entry.place);
        engine::evolve(state, events::decode(bytes), events::sha256(bytes));
        return true;
    });
    if (sequence == 0 || state.version != sequence) {
        return std::nullopt;
    }
    return state;
}

} // namespace projections
