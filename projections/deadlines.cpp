#include "projections/deadlines.hpp"

#include "engine/keeping.hpp"
#include "projections/due_rows.hpp"
#include "projections/pager.hpp"
#include "projections/rungs.hpp"

#include <algorithm>

namespace projections {
namespace {

using std::chrono::milliseconds;

deadline_row row_of(const engine::case_state& state, const engine::deadline& one,
                    events::instant now, const due_soon_rule& warn) {
    const auto stands = state_of(one, now, warn).state;
    const auto* alert = alert_of(state, one.id, now >= one.due ? rung_overdue : rung_due_soon);
    return {.matter = projections::row_of(state),
            .deadline = one.id,
            .since = one.since,
            .due = one.due,
            .amount = one.amount,
            .unit = one.unit,
            .act_by = one.act_by,
            .source = one.source,
            .state = stands,
            .alert = alert == nullptr ? engine::alert_status::none : alert->state};
}

/// The rows of index entries, in their order.
page<deadline_row> rows_of(const snapshot& view, table where, page<raw_row> found,
                           events::instant now, const due_soon_rule& warn) {
    std::vector<due_key> keys;
    std::vector<events::case_id> ids;
    for (const auto& row : found.rows) {
        keys.push_back(parts_of(where, row.key));
        ids.push_back(keys.back().subject);
    }
    const auto states = find_cases(view, ids); // of one snapshot, so each of them is there
    page<deadline_row> out{{}, std::move(found.next)};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (const auto& one : states.at(i).deadlines) {
            const bool same = where == table::paused ? one.paused() : one.due == keys[i].due;
            if (one.open() && one.id == keys[i].deadline && same) {
                out.rows.push_back(row_of(states[i], one, now, warn));
                break;
            }
        }
    }
    return out;
}

/// The running periods of an office, or of all, with from <= due < to. Without `from` from the
/// earliest one on.
row_range running(const std::optional<events::office_code>& office,
                  std::optional<events::instant> from, events::instant to) {
    key start;
    key end;
    if (office) {
        start.text(office->str());
        end.text(office->str());
    }
    if (from) {
        start.at(*from);
    }
    end.at(to);
    return {office ? table::office_due : table::due, start.bytes(), end.bytes(), !from};
}

bool not_excused(std::string_view, std::string_view value) {
    return value.empty() || (value.front() & is_excused) == 0;
}

} // namespace

milliseconds due_soon_rule::before(events::instant since, events::instant due,
                                   std::string_view unit) const {
    return exact ? std::min(longest, exact(since, due, unit)) : longest;
}

engine::deadline_state state_of(const engine::deadline& one, events::instant now,
                                const due_soon_rule& warn) {
    if (one.lapsed || one.id == engine::keeping_period) { // nobody is late with it
        return {engine::lateness::on_time, one.open()};
    }
    const auto due = one.paused() ? std::nullopt : std::optional{one.due};
    return engine::lateness_of(due, one.met, one.excused, now,
                               warn.before(one.since, one.due, one.unit));
}

page<deadline_row> overdue(const snapshot& view, const std::optional<events::office_code>& office,
                           events::instant now, const due_soon_rule& warn,
                           const page_request& which) {
    const auto range = running(office, {}, now + milliseconds{1}); // due <= now is overdue
    return rows_of(view, range.where, read_page(view, range, which, not_excused), now, warn);
}

page<deadline_row> due_soon(const snapshot& view, const std::optional<events::office_code>& office,
                            events::instant now, const due_soon_rule& warn,
                            const page_request& which) {
    const auto range = running(office, now + milliseconds{1}, now + warn.longest + milliseconds{1});
    if (!warn.exact) {
        return rows_of(view, range.where, read_page(view, range, which), now, warn);
    }
    // Whether a period is due soon then depends on more than the row's key.
    const auto soon = [&](std::string_view row, std::string_view) {
        const auto parts = parts_of(range.where, row);
        const auto state = find_case(view, parts.subject);
        const auto* one = state ? state->open_deadline(parts.deadline) : nullptr;
        return one != nullptr && now >= one->due - warn.before(one->since, one->due, one->unit);
    };
    return rows_of(view, range.where, read_page(view, range, which, soon), now, warn);
}

page<deadline_row> due_between(const snapshot& view,
                               const std::optional<events::office_code>& office,
                               events::instant from, events::instant to, events::instant now,
                               const due_soon_rule& warn, const page_request& which) {
    const auto range = running(office, from, to);
    return rows_of(view, range.where, read_page(view, range, which), now, warn);
}

page<deadline_row> paused_periods(const snapshot& view, const events::office_code& office,
                                  const page_request& which) {
    const auto range = rows_with_prefix(table::paused, key{}.text(office.str()).bytes());
    return rows_of(view, range.where, read_page(view, range, which), {}, {});
}

std::vector<std::uint64_t> due_per_day(const snapshot& view, const events::office_code& office,
                                       events::local_date first, std::size_t days) {
    std::vector<std::uint64_t> out(days, 0);
    const std::chrono::sys_days start{first};
    const auto end = events::local_date{start + std::chrono::days{static_cast<int>(days)}};
    // A period of whole days ends at 24:00, which is the first instant of the day after: the last
    // millisecond before a due instant lies on the day on which it ends.
    const auto range = running(office, events::at_office(first, milliseconds{1}),
                               events::at_office(end, milliseconds{1}));
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view) {
        const auto due = parts_of(range.where, row).due - milliseconds{1};
        ++out[static_cast<std::size_t>(
            (std::chrono::sys_days{events::office_date(due)} - start).count())];
        return true;
    });
    return out;
}

std::uint64_t count_overdue(const snapshot& view, const std::optional<events::office_code>& office,
                            events::instant now) {
    std::uint64_t out = 0;
    const auto range = running(office, {}, now + milliseconds{1});
    view.scan_list(range.where, range.from, range.to,
                   [&](std::string_view row, std::string_view value) {
                       out += not_excused(row, value) ? 1U : 0U;
                       return true;
                   });
    return out;
}

} // namespace projections
