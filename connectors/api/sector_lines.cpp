#include "connectors/api/sector_lines.hpp"

#include "connectors/api/register_corrections.hpp"
#include "connectors/api/register_lines.hpp"
#include "connectors/books/book.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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

/// A line that a decision entered is about that one; any other is about the case, whose decisions
/// come one after the other.
void add_decisions(const engine::register_rule& what, sector_entry& entry, book_line& into) {
    const bool of_decisions = what.enters == engine::register_entry::decided;
    for (const auto& one : entry.decisions()) {
        if (of_decisions && one.sequence != entry.row().sequence) {
            continue;
        }
        add_decision(one, into);
        if (of_decisions) {
            into.outcome = one.outcome;
            into.struck = one.withdrawn_on.has_value();
        }
    }
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

bool belongs_into(const engine::register_rule& what, sector_entry& entry) {
    if (!what.holds(entry.row().matter.procedure)) {
        return false;
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
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::cases_of_figure(
            of.view(), office, figure_entering(what.enters), when, {}, which);
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
    book_line line;
    add_decisions(what, entry, line);
    into["decision_number"] =
        line.decision_number.value_or(line.decision_before.value_or(std::string{}));
    into["struck"] = line.struck;
    if (line.outcome) {
        into["outcome"] = std::string{events::name_of(*line.outcome)};
    }
}

} // namespace connectors::api
