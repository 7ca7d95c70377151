#include "projections/deadlines.hpp"

#include "engine/keeping.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <algorithm>
#include <array>

namespace projections {
namespace {

using std::chrono::milliseconds;

// The value of a row in table::due, office_due and watch: one byte.
constexpr char is_excused = 1;
constexpr char is_warned = 2; // an alert of the first rung exists

const engine::alert* alert_of(const engine::case_state& state, std::string_view deadline,
                              std::string_view rung) {
    const auto found =
        std::find_if(state.alerts.begin(), state.alerts.end(), [&](const engine::alert& one) {
            return one.deadline == deadline && one.rung == rung;
        });
    return found == state.alerts.end() ? nullptr : &*found;
}

key watch_key(events::instant due, const events::office_code& office,
              const events::case_id& subject, std::string_view deadline) {
    key out;
    out.at(due).text(office.str()).id(subject).text(deadline);
    return out;
}

class deadlines_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "deadlines"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::due, table::office_due, table::paused,
                                         table::watch};
        return mine;
    }
    void rows(const engine::case_state& state, row_sink& into) const override {
        for (const auto& one : state.deadlines) {
            if (engine::runs_while_kept(state, one)) {
                put_kept(state, one, into);
                continue;
            }
            if (!state.owes(one)) {
                continue;
            }
            if (one.paused()) {
                into.put(table::paused,
                         key{}
                             .text(state.office.str())
                             .at(one.pauses.back().from)
                             .id(state.id)
                             .text(one.id),
                         {});
                continue;
            }
            put_running(state, one, into);
        }
    }

private:
    /// Nobody owes it, so it stands in no list: the watch tells once when it is over.
    static void put_kept(const engine::case_state& state, const engine::deadline& one,
                         row_sink& into) {
        if (one.excused || alert_of(state, one.id, engine::rung_kept) != nullptr) {
            return;
        }
        constexpr char value = is_warned;
        into.put(table::watch, watch_key(one.due, state.office, state.id, one.id), {&value, 1});
    }
    static void put_running(const engine::case_state& state, const engine::deadline& one,
                            row_sink& into) {
        const bool warned = alert_of(state, one.id, rung_due_soon) != nullptr;
        const char value =
            static_cast<char>((one.excused ? is_excused : 0) | (warned ? is_warned : 0));
        const auto all = watch_key(one.due, state.office, state.id, one.id);
        key of_office;
        of_office.text(state.office.str()).at(one.due).id(state.id).text(one.id);
        into.put(table::due, all, {&value, 1});
        into.put(table::office_due, of_office, {&value, 1});
        if (!one.excused && alert_of(state, one.id, rung_overdue) == nullptr) {
            into.put(table::watch, all, {&value, 1});
        }
    }
};

/// A row's key taken apart.
struct due_key {
    events::instant due{};
    events::office_code office;
    events::case_id subject;
    std::string deadline;
};

due_key parts_of(table where, std::string_view row) {
    key_reader parts{row};
    due_key out;
    if (where == table::office_due || where == table::paused) {
        out.office = events::office_code{parts.text()};
        out.due = parts.at();
    } else {
        out.due = parts.at();
        out.office = events::office_code{parts.text()};
    }
    out.subject = parts.id<events::case_id>();
    out.deadline = parts.text();
    return out;
}

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

/// The first moment after `now` at which the period reaches a rung that was not raised yet.
events::instant next_rung_of(const engine::deadline& one, bool warned, events::instant now,
                             const due_soon_rule& warn) {
    const auto first = one.due - warn.before(one.since, one.due, one.unit);
    return !warned && first > now ? first : one.due;
}

} // namespace

const projection& deadlines_projection() {
    static const deadlines_rows one;
    return one;
}

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

namespace {

/// What is due from its first moment was not yet so at a `now` that is older than it: whoever met
/// it meanwhile had not looked.
bool is_due_soon(const engine::deadline& one, events::instant now, const due_soon_rule& warn) {
    return one.since <= now &&
           (!warn.exact || now >= one.due - warn.before(one.since, one.due, one.unit));
}

} // namespace

std::vector<rung_reached>
rungs_reached(const snapshot& view, events::instant now, const due_soon_rule& warn,
              std::size_t limit, const std::function<bool(const events::office_code&)>& wanted,
              const rung_reached* after) {
    std::vector<rung_reached> out;
    const auto to = key{}.at(now + warn.longest + milliseconds{1}).bytes();
    const auto visit = [&](std::string_view row, std::string_view value) {
        auto parts = parts_of(table::watch, row);
        const bool late = parts.due <= now;
        if ((!late && (value.front() & is_warned) != 0) || (wanted && !wanted(parts.office))) {
            return true;
        }
        const auto state = find_case(view, parts.subject);
        const auto* one = state ? state->open_deadline(parts.deadline) : nullptr;
        if (one == nullptr || (!late && !is_due_soon(*one, now, warn))) {
            return true;
        }
        const auto rung = engine::runs_while_kept(*state, *one) ? engine::rung_kept
                          : late                                ? rung_overdue
                                                                : rung_due_soon;
        out.push_back({std::move(parts.subject), std::move(parts.office), std::move(parts.deadline),
                       rung, parts.due, one->set_by, state->version});
        return out.size() < limit;
    };
    if (after == nullptr) {
        view.scan_list(table::watch, {}, to, visit);
    } else {
        auto from = watch_key(after->due, after->office, after->subject, after->deadline).bytes();
        from.push_back('\0'); // the first key behind it
        view.scan(table::watch, from, to, visit);
    }
    return out;
}

std::optional<events::instant> next_rung(const snapshot& view, events::instant now,
                                         const due_soon_rule& warn) {
    std::optional<events::instant> out;
    const auto from = key{}.at(now + milliseconds{1}).bytes();
    view.scan(table::watch, from, {}, [&](std::string_view row, std::string_view value) {
        const auto parts = parts_of(table::watch, row);
        if (out && parts.due - warn.longest >= *out) {
            return false; // this one and all later ones come after
        }
        const bool warned = (value.front() & is_warned) != 0;
        engine::deadline one;
        one.due = parts.due;
        if (warn.exact && !warned) {
            const auto state = find_case(view, parts.subject);
            const auto* known = state ? state->open_deadline(parts.deadline) : nullptr;
            one.since = known == nullptr ? one.since : known->since;
        }
        const auto next = next_rung_of(one, warned, now, warn);
        out = out ? std::min(*out, next) : next;
        return true;
    });
    return out;
}

} // namespace projections
