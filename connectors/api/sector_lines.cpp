#include "connectors/api/sector_lines.hpp"

#include "connectors/api/register_corrections.hpp"
#include "connectors/api/register_lines.hpp"
#include "connectors/books/book.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace connectors::api {
namespace {

std::optional<std::string> if_any(std::string text) {
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

/// The one who filed, complained or denounced; null where nobody is named.
const events::sealed_box* who_filed(const engine::case_state& state) {
    for (const std::string_view part :
         {"complainant", "denouncer", "applicant", "representative"}) {
        const auto found = std::ranges::find(state.persons, part, &events::sealed_box::part);
        if (found != state.persons.end()) {
            return &*found;
        }
    }
    return nullptr;
}

/// The person of the line, and what was corrected of it, as far as the caller may see them.
void add_person(call& of, const engine::case_state& state, std::uint64_t entered_by,
                book_line& into) {
    const auto* box = who_filed(state);
    if (box == nullptr) {
        return;
    }
    const auto person = view_of(of, state, *box);
    into.person_state = person.state;
    into.person = member_of(person, "name");
    into.address = member_of(person, "address");
    if (person.state == "open") {
        auto fixed = corrections_of(of, state.id, box, entered_by);
        into.person_before = if_any(std::move(fixed.applicant));
        into.address_before = if_any(std::move(fixed.reach));
        into.note = if_any(std::move(fixed.person_note));
    }
}

/// The number of a decision that was withdrawn gives way to what replaces it, if anything does.
void add_decision(const issued_decision& one, book_line& into) {
    into.decision_number = one.number;
    if (!one.withdrawn_on) {
        return;
    }
    into.decision_before = (into.decision_before ? *into.decision_before + " " : "") + one.number;
    into.decision_number.reset();
    into.note =
        fmt::format("{}Số quyết định: đã sửa đổi, bổ sung ngày {} (thu hồi {}).",
                    into.note ? *into.note + " " : "", day_text(*one.withdrawn_on), one.number);
}

bool is_about_decisions(const engine::register_rule& what) {
    return what.enters == engine::register_entry::decided ||
           what.enters == engine::register_entry::docketed;
}

/// The decision that a line is about: the one that entered it, or the one whose enforcement was
/// docketed. Null where it is about the case, or the case was docketed without one.
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
    return later == all.begin() ? nullptr : &*std::prev(later);
}

/// A line about one decision is struck through when that is withdrawn, and stays (Thông tư
/// 04/2023/TT-BTP Điều 30.4); one about the case shows its decisions one after the other.
void add_decisions(const engine::register_rule& what, sector_entry& entry, book_line& into) {
    if (const auto* own = decision_of_line(what, entry)) {
        add_decision(*own, into);
        into.struck = own->withdrawn_on.has_value();
        if (what.enters == engine::register_entry::decided) {
            into.outcome = own->outcome;
        }
    } else if (what.enters != engine::register_entry::decided) {
        for (const auto& one : entry.decisions()) {
            add_decision(one, into);
        }
    }
}

/// What the statistics count when a line enters such a register.
projections::figure figure_entering(engine::register_entry how) {
    using projections::figure;
    switch (how) {
    case engine::register_entry::accepted:
        return figure::accepted;
    case engine::register_entry::received:
        return figure::received;
    case engine::register_entry::docketed:
        return figure::docketed;
    case engine::register_entry::decided:
        return figure::decided;
    }
    return figure::received;
}

/// Whether the case was received from the day on from which another step enters it.
bool comes_later(const engine::register_rule& what, const projections::counted_case& row) {
    return what.later && row.matter.received_at &&
           events::office_date(*row.matter.received_at) >= what.later->received_from;
}

} // namespace

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

std::vector<register_part> parts_of(const engine::register_rule& what,
                                    const projections::period& when) {
    const auto by = [](engine::register_entry how, events::local_date first,
                       events::local_date last) {
        return register_part{figure_entering(how), projections::days(first, last)};
    };
    if (!what.later || when.last < what.later->received_from) {
        return {{figure_entering(what.enters), when}};
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

bool belongs_into(const engine::register_rule& what, sector_entry& entry) {
    const auto& row = entry.row();
    if (!what.holds(row.matter.procedure)) {
        return false;
    }
    if (what.later && row.day >= what.later->received_from && !comes_later(what, row)) {
        return false; // it stands in the book since it was received
    }
    if (what.enters != engine::register_entry::decided) {
        return true;
    }
    const auto& all = entry.decisions();
    const auto own = std::ranges::find(all, entry.row().sequence, &issued_decision::sequence);
    return own != all.end() &&
           (what.outcomes.empty() || (own->outcome && what.takes(*own->outcome)));
}

void each_entry(call& of, const engine::register_rule& what, const events::office_code& office,
                const projections::period& when, std::size_t most,
                const std::function<void(sector_entry&)>& use) {
    for (const auto& part : parts_of(what, when)) {
        projections::page_request which{projections::page_rows_max, {}};
        do {
            const auto page =
                projections::cases_of_figure(of.view(), office, part.enters, part.when, {}, which);
            for (const auto& row : page.rows) {
                sector_entry entry{of, row};
                if (most > 0 && belongs_into(what, entry)) {
                    --most;
                    use(entry);
                }
            }
            which.cursor = page.next;
        } while (!which.cursor.empty() && most > 0);
    }
}

book_line sector_line_of(call& of, const engine::register_rule& what, sector_entry& entry) {
    const auto& row = entry.row();
    auto out = line_about<book_line>(of, row.matter);
    out.day = row.day;
    out.person_state = "none";
    if (const auto* state = entry.state()) {
        add_person(of, *state, row.sequence, out);
        add_decisions(what, entry, out);
    }
    return out;
}

void add_decision_content(const engine::register_rule& what, sector_entry& entry, json& into) {
    if (decision_of_line(what, entry) != nullptr) {
        book_line line;
        add_decisions(what, entry, line);
        into["decision_number"] =
            line.decision_number.value_or(line.decision_before.value_or(std::string{}));
        into["struck"] = line.struck;
        if (line.outcome) {
            into["outcome"] = std::string{events::name_of(*line.outcome)};
        }
    }
}

} // namespace connectors::api
