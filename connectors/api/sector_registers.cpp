#include "connectors/api/sector_registers.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/case_access.hpp"
#include "connectors/api/closed_books.hpp"
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

/// Every case that belongs into the book, by the day of entry, and no more than so many.
template <class Use>
void each_entry(call& of, const engine::register_rule& what, const events::office_code& office,
                const projections::period& when, std::size_t most, Use&& use) {
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page =
            projections::cases_of_figure(of.view(), office, entering(what.enters), when, {}, which);
        for (const auto& row : page.rows) {
            if (what.holds(row.matter.procedure) && most > 0) {
                --most;
                use(row);
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

book_line sector_line_of(call& of, const projections::counted_case& row) {
    auto out = line_about<book_line>(of, row.matter);
    out.day = row.day;
    out.person_state = "none";
    if (const auto state = projections::find_case(of.view(), row.matter.id)) {
        add_person(of, *state, row.sequence, out);
        out.decision_number = if_any(state->decision_number);
    }
    return out;
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
                        {"Thủ tục", 16},
                        {"Họ tên", 14},
                        {"Địa chỉ", 14},
                        {"Số quyết định", 9},
                        {"Tình trạng", 9},
                        {"Ghi chú", 9}};
        out_.signatures = {{"NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", ""},
                           {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
        const auto* form = what.form_on(when_.last);
        out_.remark = fmt::format("{}; in ngày {}.",
                                  form == nullptr ? "Sổ điện tử" : std::string_view{form->form},
                                  day_text(events::office_date(of.now())));
    }

    book all() {
        each_entry(of_, what_, office_, when_, book_lines_max,
                   [&](const auto& row) { add(sector_line_of(of_, row)); });
        close_before(std::chrono::sys_days{when_.last} + std::chrono::days{1});
        put_total(fmt::format("Cộng: {} vụ việc.", days_.size()));
        return std::move(out_);
    }

private:
    void add(const book_line& line) {
        close_before(line.day);
        days_.push_back(line.day);
        out_.rows.push_back({{{std::to_string(days_.size()), {}, {}},
                              {day_text(line.day), {}, {}},
                              {line.code, {}, {}},
                              {line.procedure_name.value_or(line.procedure), {}, {}},
                              {person_text(line), {}, line.person_before.value_or("")},
                              {line.address.value_or(""), {}, line.address_before.value_or("")},
                              {line.decision_number.value_or(""), {}, {}},
                              {line.status_label, {}, {}},
                              {line.note.value_or(""), {}, {}}},
                             false});
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
        const auto from = std::ranges::lower_bound(days_, part.first);
        const auto to = std::ranges::upper_bound(days_, part.last);
        auto text = fmt::format("{} ({} đến {}): {} vụ việc.", name, day_text(part.first),
                                day_text(part.last), to - from);
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
    std::vector<events::local_date> days_; ///< of the lines so far, in order
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
        if (what.holds(row.matter.procedure)) {
            out.rows.push_back(sector_line_of(of, row));
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
               [&](const auto& row) { out += to_json(sector_line_of(of, row)).dump() + "\n"; });
    return out;
}

json sector_register_content(call& of, const engine::register_rule& what,
                             const events::office_code& office, const projections::period& when) {
    json lines = json::array();
    each_entry(of, what, office, when, std::numeric_limits<std::size_t>::max(),
               [&](const auto& row) {
                   lines.push_back({{"number", lines.size() + 1},
                                    {"day", events::to_text(row.day)},
                                    {"code", row.matter.code},
                                    {"procedure", row.matter.procedure}});
               });
    return {{"lines", std::move(lines)}};
}

} // namespace connectors::api
