#include "connectors/api/sector_registers.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/case_access.hpp"
#include "connectors/api/closed_books.hpp"
#include "connectors/api/issued_decisions.hpp"
#include "connectors/api/register_book.hpp"
#include "connectors/api/register_corrections.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace connectors::api {
namespace {

using projections::figure;

figure entering(engine::register_entry how) {
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

/// A case where it may stand in a register, with what is asked of it more than once. Most books ask
/// nothing of a case that does not belong into them, and one that is closed next to nothing of any.
class sector_entry {
public:
    sector_entry(call& of, const projections::counted_case& row) : of_(of), row_(row) {}

    [[nodiscard]] const projections::counted_case& row() const { return row_; }
    /// Null when the case is not there.
    [[nodiscard]] const engine::case_state* state() {
        if (!asked_) {
            asked_ = true;
            state_ = projections::find_case(of_.view(), row_.matter.id);
        }
        return state_ ? &*state_ : nullptr;
    }
    [[nodiscard]] const std::vector<issued_decision>& decisions() {
        if (!decisions_) {
            const auto* known = state();
            decisions_ =
                known == nullptr ? std::vector<issued_decision>{} : issued_decisions(of_, *known);
        }
        return *decisions_;
    }

private:
    call& of_;
    const projections::counted_case& row_;
    bool asked_ = false;
    std::optional<engine::case_state> state_;
    std::optional<std::vector<issued_decision>> decisions_;
};

/// Whether what entered the line belongs into the book: of what decisions enter, those that give
/// what was asked for. A refusal relieves nobody.
bool enters(const engine::register_rule& what, sector_entry& entry) {
    if (!what.holds(entry.row().matter.procedure)) {
        return false;
    }
    if (what.enters != engine::register_entry::decided) {
        return true;
    }
    const auto& all = entry.decisions();
    const auto own = std::ranges::find(all, entry.row().sequence, &issued_decision::sequence);
    return own != all.end() && own->outcome != events::decision_outcome::refuse;
}

/// Every case that belongs into the book, by the day of entry, and no more than so many.
template <class Use>
void each_entry(call& of, const engine::register_rule& what, const events::office_code& office,
                const projections::period& when, std::size_t most, Use&& use) {
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page =
            projections::cases_of_figure(of.view(), office, entering(what.enters), when, {}, which);
        for (const auto& row : page.rows) {
            sector_entry entry{of, row};
            if (most > 0 && enters(what, entry)) {
                --most;
                use(entry);
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty() && most > 0);
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

std::string_view outcome_words(events::decision_outcome outcome) {
    switch (outcome) {
    case events::decision_outcome::grant:
        return "Chấp nhận";
    case events::decision_outcome::grant_part:
        return "Chấp nhận một phần";
    case events::decision_outcome::refuse:
        return "Từ chối";
    }
    return {};
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

/// What a closed book of decisions keeps of one: its own number and outcome, and a withdrawal.
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

std::string person_text(const book_line& line) {
    return line.person_state == "sealed"   ? "(không được xem)"
           : line.person_state == "erased" ? "(đã xóa)"
                                           : line.person.value_or("");
}

constexpr std::array<std::string_view, 4> roman{"I", "II", "III", "IV"};

/// A quarter of the calendar; those of the statistics year are the same, in another order.
struct quarter_of_year {
    int year = 0;
    int number = 1;

    [[nodiscard]] projections::period days() const { return projections::quarter(year, number); }
    [[nodiscard]] quarter_of_year next() const {
        return number == 4 ? quarter_of_year{year + 1, 1} : quarter_of_year{year, number + 1};
    }
};

/// The first quarter that begins on this day or later.
quarter_of_year first_quarter_from(events::local_date day) {
    const auto month = static_cast<unsigned>(day.month());
    const quarter_of_year here{static_cast<int>(day.year()), static_cast<int>((month + 2) / 3)};
    return here.days().first == day ? here : here.next();
}

/// Lays the lines of a period out and closes what is over.
class book_of_period {
public:
    book_of_period(call& of, const engine::register_rule& what, const events::office_code& office,
                   projections::period when)
        : of_(of), what_(what), office_(office), when_(std::move(when)),
          closed_(closed_books(of, office)), next_(first_quarter_from(when_.first)) {
        put_issuer(of, office, out_);
        out_.title = what.title;
        out_.subtitle =
            fmt::format("Từ ngày {} đến ngày {}", day_text(when_.first), day_text(when_.last));
        out_.columns = {{"TT", 4, engine::text_align::center},
                        {what.day_title, 9, engine::text_align::center},
                        {"Mã hồ sơ", 16},
                        {"Thủ tục", of_decisions() ? 13 : 15},
                        {"Họ tên", of_decisions() ? 12 : 14},
                        {"Địa chỉ", of_decisions() ? 11 : 13},
                        {"Số quyết định", 9}};
        if (of_decisions()) {
            out_.columns.push_back({"Kết quả", 8});
        }
        out_.columns.push_back({"Tình trạng", of_decisions() ? 8 : 9});
        out_.columns.push_back({"Ghi chú", of_decisions() ? 10 : 11});
        out_.signatures = {{"NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", ""},
                           {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
        const auto* form = what.form_on(when_.last);
        out_.remark = fmt::format("{}; in ngày {}.",
                                  form == nullptr ? "Sổ điện tử" : std::string_view{form->form},
                                  day_text(events::office_date(of.now())));
    }

    book all() {
        each_entry(of_, what_, office_, when_, book_lines_max,
                   [&](auto& entry) { add(sector_line_of(of_, what_, entry)); });
        close_before(std::chrono::sys_days{when_.last} + std::chrono::days{1});
        put_total(fmt::format("Cộng: {}.", counted(when_)));
        return std::move(out_);
    }

private:
    [[nodiscard]] bool of_decisions() const {
        return what_.enters == engine::register_entry::decided;
    }

    void add(const book_line& line) {
        close_before(line.day);
        days_.push_back(line.day);
        if (line.struck) {
            struck_.push_back(line.day);
        }
        book_row row{{{std::to_string(days_.size()), {}, {}},
                      {day_text(line.day), {}, {}},
                      {line.code, {}, {}},
                      {line.procedure_name.value_or(line.procedure), {}, {}},
                      {person_text(line), {}, line.person_before.value_or("")},
                      {line.address.value_or(""), {}, line.address_before.value_or("")},
                      {line.decision_number.value_or(""), {}, line.decision_before.value_or("")}},
                     false};
        if (of_decisions()) {
            std::string outcome{line.outcome ? outcome_words(*line.outcome) : ""};
            row.cells.push_back(line.struck ? book_cell{{}, {}, std::move(outcome)}
                                            : book_cell{std::move(outcome), {}, {}});
        }
        row.cells.push_back({line.status_label, {}, {}});
        row.cells.push_back({line.note.value_or(""), {}, {}});
        out_.rows.push_back(std::move(row));
    }

    /// How many lines of those days count, and how many were struck through.
    [[nodiscard]] std::string counted(const projections::period& part) const {
        const auto within = [&](const std::vector<events::local_date>& days) {
            return std::ranges::upper_bound(days, part.last) -
                   std::ranges::lower_bound(days, part.first);
        };
        const auto struck = within(struck_);
        return fmt::format("{} vụ việc{}", within(days_) - struck,
                           struck == 0 ? "" : fmt::format(", {} đã gạch do thu hồi", struck));
    }

    /// Closes every quarter of the period that ended before that day, and is over by now.
    void close_before(events::local_date day) {
        const auto today = events::office_date(of_.now());
        for (auto quarter = next_.days();
             quarter.last < day && quarter.last <= when_.last && quarter.last < today;
             quarter = next_.days()) {
            close(fmt::format("Cộng quý {} năm {}",
                              roman.at(static_cast<std::size_t>(next_.number - 1)), next_.year),
                  quarter);
            close_half_and_year();
            next_ = next_.next();
        }
    }

    /// The books are kept by statistics year, which the first quarter halves and the third ends.
    void close_half_and_year() {
        if (next_.number == 1) {
            const auto half = projections::months_of_statistics_year(next_.year, 6);
            if (half.first >= when_.first) {
                close(fmt::format("Cộng 6 tháng năm {}", next_.year), half);
            }
        } else if (next_.number == 3) {
            const auto year = projections::months_of_statistics_year(next_.year, 12);
            if (year.first >= when_.first) {
                close(fmt::format("Cộng cả năm {}", next_.year), year);
            }
        }
    }

    void close(const std::string& name, const projections::period& part) {
        auto text = fmt::format("{} ({} đến {}): {}.", name, day_text(part.first),
                                day_text(part.last), counted(part));
        for (const auto& one : closed_) {
            const auto when = projections::period_from_text(one.period);
            if (one.book == what_.id && when && when->first == part.first &&
                when->last == part.last) {
                text += fmt::format(" Đã kết sổ ngày {}, SHA-256 {}.", day_text(one.at),
                                    one.sha256.substr(0, 16));
            }
        }
        put_total(std::move(text));
    }

    void put_total(std::string text) { out_.rows.push_back({{{std::move(text), {}, {}}}, true}); }

    call& of_;
    const engine::register_rule& what_;
    events::office_code office_;
    projections::period when_;
    std::vector<closed_book> closed_;
    quarter_of_year next_;
    std::vector<events::local_date> days_;   ///< of the lines so far, in order
    std::vector<events::local_date> struck_; ///< of those that a withdrawal struck through
    book out_;
};

} // namespace

const engine::register_rule* find_sector_register(const call& of, std::string_view name) {
    const auto& all = of.on.rules.registers;
    const auto found = std::ranges::find(all, name, &engine::register_rule::id);
    return found == all.end() || name == follow_up_register ? nullptr : &*found;
}

std::vector<std::string> sector_register_names(const call& of) {
    std::vector<std::string> out;
    for (const auto& one : of.on.rules.registers) {
        if (one.id != follow_up_register) {
            out.push_back(one.id);
        }
    }
    return out;
}

projections::page<book_line> sector_register_lines(call& of, const engine::register_rule& what,
                                                   const events::office_code& office,
                                                   const projections::period& when,
                                                   const projections::page_request& which) {
    const auto page =
        projections::cases_of_figure(of.view(), office, entering(what.enters), when, {}, which);
    projections::page<book_line> out{{}, page.next};
    for (const auto& row : page.rows) {
        sector_entry entry{of, row};
        if (enters(what, entry)) {
            out.rows.push_back(sector_line_of(of, what, entry));
        }
    }
    return out;
}

book sector_register_book(call& of, const engine::register_rule& what,
                          const events::office_code& office, const projections::period& when) {
    return book_of_period{of, what, office, when}.all();
}

std::string sector_register_json_lines(call& of, const engine::register_rule& what,
                                       const events::office_code& office,
                                       const projections::period& when) {
    std::string out;
    each_entry(of, what, office, when, book_lines_max,
               [&](auto& entry) { out += to_json(sector_line_of(of, what, entry)).dump() + "\n"; });
    return out;
}

json sector_register_content(call& of, const engine::register_rule& what,
                             const events::office_code& office, const projections::period& when) {
    json lines = json::array();
    each_entry(of, what, office, when, std::numeric_limits<std::size_t>::max(), [&](auto& entry) {
        const auto& row = entry.row();
        lines.push_back({{"number", lines.size() + 1},
                         {"day", events::to_text(row.day)},
                         {"code", row.matter.code},
                         {"procedure", row.matter.procedure}});
        if (what.enters == engine::register_entry::decided) {
            add_decision_content(what, entry, lines.back());
        }
    });
    return {{"lines", std::move(lines)}};
}

} // namespace connectors::api
