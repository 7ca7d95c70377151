#include "connectors/api/sector_entries.hpp"

#include "projections/timeline.hpp"

#include <algorithm>
#include <iterator>

namespace connectors::api {
namespace {

bool is_about_decisions(const engine::register_rule& what) {
    return what.enters == engine::register_entry::decided ||
           what.enters == engine::register_entry::docketed ||
           engine::is_about_standing_decision(what.enters);
}

/// What the statistics count when a line enters such a register.
std::vector<projections::figure> figures_entering(engine::register_entry how) {
    using projections::figure;
    switch (how) {
    case engine::register_entry::accepted:
        return {figure::accepted};
    case engine::register_entry::received:
        return {figure::received};
    case engine::register_entry::docketed:
        return {figure::docketed};
    case engine::register_entry::decided:
        return {figure::decided};
    case engine::register_entry::corrected:
        return {figure::corrected};
    case engine::register_entry::stopped:
        return {figure::suspended};
    case engine::register_entry::stopped_or_resumed:
        return {figure::suspended, figure::resumed};
    case engine::register_entry::ended:
        return {figure::ended};
    case engine::register_entry::entrusted:
        return {figure::entrusted};
    case engine::register_entry::handed_over:
        return {figure::handed_over};
    }
    return {figure::received};
}

/// Whether the step is one about a decision that stands, and on a ground of the book.
bool step_belongs_into(const engine::register_rule& what, sector_entry& entry) {
    const auto* own = decision_of_line(what, entry);
    if (own == nullptr || !(what.outcomes.empty() || (own->outcome && what.takes(*own->outcome)))) {
        return false; // before its decision a dossier may be put aside as well
    }
    const auto* step = what.grounds.empty() ? nullptr : entry.step();
    return what.grounds.empty() || (step != nullptr && what.takes(step->common.grounds));
}

/// Whether every line of the book says what its step says, and not only of its case.
bool shows_steps(const engine::register_rule& what) {
    return what.lines == engine::register_content::judgment ||
           what.enters == engine::register_entry::handed_over ||
           engine::is_about_standing_decision(what.enters);
}

/// Whether the case was received from the day on from which another step enters it.
bool comes_later(const engine::register_rule& what, const projections::counted_case& row) {
    return what.later && row.matter.received_at &&
           events::office_date(*row.matter.received_at) >= what.later->received_from;
}

} // namespace

const issued_decision* decision_of_line(const engine::register_rule& what, sector_entry& entry) {
    if (!is_about_decisions(what)) {
        return nullptr;
    }
    const auto& all = entry.decisions();
    const auto line = entry.row().sequence;
    if (what.enters == engine::register_entry::decided) {
        const auto own = std::ranges::find(all, line, &issued_decision::sequence);
        return own == all.end() ? nullptr : &*own;
    }
    const auto later = std::ranges::upper_bound(all, line, {}, &issued_decision::sequence);
    if (later == all.begin()) {
        return nullptr;
    }
    const auto* own = &*std::prev(later);
    return !engine::is_about_standing_decision(what.enters) || own->stands_for(line) ? own
                                                                                     : nullptr;
}

const engine::case_state* sector_entry::state() {
    if (!asked_) {
        asked_ = true;
        state_ = projections::find_case(of_.view(), row_.matter.id);
    }
    return state_ ? &*state_ : nullptr;
}

const std::vector<issued_decision>& sector_entry::decisions() {
    if (!decisions_) {
        const auto* known = state();
        decisions_ =
            known == nullptr ? std::vector<issued_decision>{} : issued_decisions(of_, *known);
    }
    return *decisions_;
}

const events::event* sector_entry::step() {
    if (!step_) {
        const auto at = projections::step_at(of_.view(), row_.matter.id, row_.sequence);
        if (!at) {
            return nullptr;
        }
        step_ = projections::event_at(of_.on.log, at->place);
    }
    return &*step_;
}

std::vector<register_part> parts_of(const engine::register_rule& what,
                                    const projections::period& when) {
    const auto by = [](engine::register_entry how, events::local_date first,
                       events::local_date last) {
        return register_part{figures_entering(how), projections::days(first, last)};
    };
    if (!what.later || when.last < what.later->received_from) {
        return {{figures_entering(what.enters), when}};
    }
    // A case that is entered when it is received is received before that day, and one that is
    // entered by a later step goes through it from that day on.
    const auto from = what.later->received_from;
    std::vector<register_part> out;
    if (when.first < from) {
        out.push_back(by(what.enters, when.first,
                         events::local_date{std::chrono::sys_days{from} - std::chrono::days{1}}));
    }
    out.push_back(by(what.later->enters, std::max(when.first, from), when.last));
    return out;
}

projections::page<projections::counted_case> cases_of_part(call& of,
                                                           const events::office_code& office,
                                                           const register_part& part,
                                                           const projections::page_request& which) {
    return part.enters.size() == 1
               ? projections::cases_of_figure(of.view(), office, part.enters.front(), part.when, {},
                                              which)
               : projections::cases_of_figures(of.view(), office, part.enters, part.when, which);
}

bool belongs_into(const engine::register_rule& what, sector_entry& entry) {
    const auto& row = entry.row();
    if (!what.holds(row.matter.procedure)) {
        return false;
    }
    if (what.later && row.day >= what.later->received_from && !comes_later(what, row)) {
        return false; // it stands in the book since it was received
    }
    if (engine::is_about_standing_decision(what.enters)) {
        return step_belongs_into(what, entry);
    }
    if (what.enters != engine::register_entry::decided) {
        return true;
    }
    const auto& all = entry.decisions();
    const auto own = std::ranges::find(all, entry.row().sequence, &issued_decision::sequence);
    return own != all.end() &&
           (what.outcomes.empty() || (own->outcome && what.takes(*own->outcome)));
}

std::vector<sector_entry> entries_of(call& of, const engine::register_rule& what,
                                     const std::vector<projections::counted_case>& rows) {
    std::vector<sector_entry> out;
    out.reserve(rows.size());
    std::vector<std::size_t> whose;
    std::vector<engine::log_position> places;
    for (const auto& row : rows) {
        if (!what.holds(row.matter.procedure)) {
            continue;
        }
        out.emplace_back(of, row);
        if (!shows_steps(what)) {
            continue;
        }
        if (const auto at = projections::step_at(of.view(), row.matter.id, row.sequence)) {
            whose.push_back(out.size() - 1);
            places.push_back(at->place);
        }
    }
    auto steps = projections::events_at(of.on.log, places);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        out[whose[i]].set_step(std::move(steps[i]));
    }
    return out;
}

void each_entry(call& of, const engine::register_rule& what, const events::office_code& office,
                const projections::period& when, std::size_t most,
                const std::function<void(sector_entry&)>& use) {
    for (const auto& part : parts_of(what, when)) {
        projections::page_request which{projections::page_rows_max, {}};
        do {
            const auto page = cases_of_part(of, office, part, which);
            for (auto& entry : entries_of(of, what, page.rows)) {
                if (most > 0 && belongs_into(what, entry)) {
                    --most;
                    use(entry);
                }
            }
            which.cursor = page.next;
        } while (!which.cursor.empty() && most > 0);
    }
}

} // namespace connectors::api
