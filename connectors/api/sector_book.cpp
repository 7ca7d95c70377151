#include "connectors/api/sector_book.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/closed_books.hpp"
#include "connectors/api/sector_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace connectors::api {
namespace {

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
        out_.subtitle = when_.first == when_.last
                            ? fmt::format("Ngày {}", day_text(when_.first))
                            : fmt::format("Từ ngày {} đến ngày {}", day_text(when_.first),
                                          day_text(when_.last));
        out_.columns = register_columns(what);
        out_.signatures = register_signatures(what);
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
    void add(const book_line& line) {
        close_before(line.day);
        days_.push_back(line.day);
        if (line.struck) {
            struck_.push_back(line.day);
        }
        out_.rows.push_back(register_row(what_, line, days_.size()));
    }

    /// How many lines of those days count, and how many were struck through.
    [[nodiscard]] std::string counted(const projections::period& part) const {
        const auto within = [&](const std::vector<events::local_date>& days) {
            return std::ranges::upper_bound(days, part.last) -
                   std::ranges::lower_bound(days, part.first);
        };
        const auto struck = within(struck_);
        return fmt::format("{} {}{}", within(days_) - struck, register_unit(what_),
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
            if (one.book == what_.id && when && same_days(*when, part)) {
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

book sector_register_book(call& of, const engine::register_rule& what,
                          const events::office_code& office, const projections::period& when) {
    return book_of_period{of, what, office, when}.all();
}

} // namespace connectors::api
