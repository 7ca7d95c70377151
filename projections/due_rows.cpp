#include "projections/due_rows.hpp"

#include "engine/keeping.hpp"
#include "projections/projection.hpp"
#include "projections/rungs.hpp"

#include <algorithm>
#include <array>

namespace projections {

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

namespace {

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

} // namespace

const projection& deadlines_projection() {
    static const deadlines_rows one;
    return one;
}

} // namespace projections
