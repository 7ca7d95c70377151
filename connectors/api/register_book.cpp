#include "connectors/api/register_book.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/closed_books.hpp"
#include "connectors/api/reach.hpp"
#include "projections/period.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace connectors::api {
namespace {

std::string way_of(const std::optional<events::return_method>& by) {
    if (!by) {
        return {};
    }
    switch (*by) {
    case events::return_method::at_counter:
        return "Tại Bộ phận một cửa";
    case events::return_method::by_post:
        return "Qua bưu chính";
    case events::return_method::by_email:
        return "Qua thư điện tử";
    }
    return {};
}

std::string reach_text(const register_line& line) {
    auto out = line.address.value_or("");
    if (line.phone) {
        out += (out.empty() ? "" : "; ") + *line.phone;
    }
    return out;
}

/// What is counted when a part of the book is closed.
struct totals {
    std::int64_t lines = 0;
    std::array<std::int64_t, 3> returned{}; ///< by timeliness
    std::array<std::int64_t, events::enum_names<register_standing>::names.size()> standing{};

    void add(const register_line& line) {
        ++lines;
        ++standing.at(static_cast<std::size_t>(line.standing));
        if (line.returned) {
            ++returned.at(static_cast<std::size_t>(*line.returned));
        }
    }
    void add(const totals& other) {
        lines += other.lines;
        for (std::size_t i = 0; i < returned.size(); ++i) {
            returned.at(i) += other.returned.at(i);
        }
        for (std::size_t i = 0; i < standing.size(); ++i) {
            standing.at(i) += other.standing.at(i);
        }
    }
    [[nodiscard]] std::int64_t count(register_standing how) const {
        return standing.at(static_cast<std::size_t>(how));
    }
    [[nodiscard]] std::string text() const {
        const auto at_once = count(register_standing::solved_at_once);
        const auto withdrawn = count(register_standing::withdrawn);
        const auto terminated = count(register_standing::terminated);
        const auto referred = count(register_standing::referred_elsewhere);
        return fmt::format("{} hồ sơ; đã trả {} (giải quyết ngay {}, trước hạn {}, đúng hạn {}, "
                           "quá hạn {}); dừng giải quyết {} (rút {}, đình chỉ {}, chuyển nơi khác "
                           "{}); chưa trả {}",
                           lines, count(register_standing::returned) + at_once, at_once,
                           returned[0], returned[1], returned[2], withdrawn + terminated + referred,
                           withdrawn, terminated, referred, count(register_standing::not_returned));
    }
};

/// What became of a line, where it belongs to the book of that year; none where it does not. Lines
/// are numbered by the calendar year: one that lies in two of them takes of each what was entered
/// in it.
std::optional<line_standing> standing_in(call& of, const projections::register_line& row,
                                         const book_year& year) {
    if (year.first_numbered() == year.last_numbered()) {
        return standing_of(of, row);
    }
    // Its day is known before what became of it, which the whole timeline tells.
    if (row.accepted_at && !year.holds(events::office_date(*row.accepted_at))) {
        return std::nullopt;
    }
    auto stands = standing_of(of, row);
    const auto entered = stands.entered_at.value_or(row.matter.opened_at);
    return year.holds(events::office_date(entered)) ? std::optional{stands} : std::nullopt;
}

/// Every line of the register of that year, in its order.
template <class Use>
void each_line(call& of, const events::office_code& office, const book_year& year, Use&& use) {
    for (auto numbered = year.first_numbered(); numbered <= year.last_numbered(); ++numbered) {
        const auto counter = projections::register_counter(office, numbered);
        projections::page_request which{projections::page_rows_max, {}};
        std::size_t used = 0;
        do {
            const auto page = projections::register_lines(of.view(), counter, which);
            for (const auto& row : page.rows) {
                if (const auto stands = standing_in(of, row, year)) {
                    use(row, *stands);
                    ++used;
                }
            }
            which.cursor = page.next;
        } while (!which.cursor.empty() && used < book_lines_max);
    }
}

/// The lines of one calendar year's numbers that belong to the book. Most of them may not: they are
/// passed over many at a time, up to rows_looked_at_max a request.
projections::page<register_line> page_of_part(call& of, const std::string& counter,
                                              const book_year& year,
                                              projections::page_request which,
                                              std::size_t& looked_at) {
    projections::page<register_line> out;
    const auto limit = which.limit;
    const bool all_belong = year.first_numbered() == year.last_numbered();
    which.limit = all_belong ? limit : projections::page_rows_max;
    do {
        const auto page = projections::register_lines(of.view(), counter, which);
        std::size_t passed = 0;
        for (; passed < page.rows.size() && out.rows.size() < limit; ++passed) {
            if (const auto stands = standing_in(of, page.rows[passed], year)) {
                out.rows.push_back(corrected_view_of(of, page.rows[passed], *stands));
            }
        }
        looked_at += passed;
        out.next = page.next;
        if (passed < page.rows.size()) { // full before the end of what was read
            which.limit = passed;
            out.next = projections::register_lines(of.view(), counter, which).next;
        }
        which.cursor = out.next;
    } while (!out.next.empty() && out.rows.size() < limit && looked_at < rows_looked_at_max);
    return out;
}

/// Lays the lines of a year out, quarter by quarter.
class book_of_year {
public:
    book_of_year(call& of, const events::office_code& office, const book_year& year)
        : of_(of), office_(office), year_(year), closed_(closed_books(of, office)) {
        put_issuer(of, office, out_);
        out_.title = "SỔ THEO DÕI HỒ SƠ";
        out_.subtitle = year.title();
        // A number with its year, such as 1234/2018, fits on one line.
        out_.columns = {{"TT", 6, engine::text_align::center},
                        {"Mã hồ sơ", 15},
                        {"Tên TTHC", 9},
                        {"Tên cá nhân, tổ chức", 10},
                        {"Địa chỉ, số điện thoại", 10},
                        {"Cơ quan chủ trì giải quyết", 8},
                        {"Ngày nhận hồ sơ", 7, engine::text_align::center},
                        {"Ngày hẹn trả kết quả", 7, engine::text_align::center},
                        {"Ngày trả kết quả", 7, engine::text_align::center},
                        {"Phương thức nhận kết quả", 6},
                        {"Ký nhận", 7},
                        {"Ghi chú", 8}};
        out_.signatures = {{"NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", ""},
                           {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
        out_.remark = fmt::format("Sổ điện tử, in ngày {}. Nội dung gạch ngang là nội dung cũ đã "
                                  "được sửa đổi, bổ sung.",
                                  day_text(events::office_date(of.now())));
    }

    book all() {
        const auto* office = of_.on.rules.find_office(office_);
        each_line(of_, office_, year_,
                  [&](const auto& row, const auto& stands) { add(row, stands, office); });
        close_up_to(year_.quarters().size());
        return std::move(out_);
    }

private:
    void add(const projections::register_line& row, const line_standing& stands,
             const engine::office* office) {
        const auto line = corrected_view_of(of_, row, stands);
        // Each line has the name that the office had when it was entered.
        const auto office_name = office == nullptr ? office_.str()
                                 : stands.entered_at
                                     ? office->name_on(events::office_date(*stands.entered_at))
                                     : office->name;
        close_up_to(quarter_of(stands.entered_at));
        quarters_.at(quarter_).add(line);
        out_.rows.push_back({{{line.text, {}, {}},
                              {line.code, {}, {}},
                              {line.procedure_name.value_or(line.procedure), {}, {}},
                              {line.applicant.value_or(""), {}, line.applicant_before.value_or("")},
                              {reach_text(line), {}, line.reach_before.value_or("")},
                              {office_name, {}, {}},
                              {day_text(line.received_at), {}, {}},
                              {day_text(line.promised_at), {}, line.promised_before.value_or("")},
                              {day_text(line.returned_at), {}, line.returned_before.value_or("")},
                              {way_of(line.result_by), {}, {}},
                              {"", {}, {}},
                              {line.note.value_or(""), {}, {}}},
                             false});
    }

    /// A line that was entered late stands where it stands.
    [[nodiscard]] std::size_t quarter_of(const std::optional<events::instant>& entered_at) const {
        if (!entered_at || !year_.holds(events::office_date(*entered_at))) {
            return quarter_;
        }
        const auto day = events::office_date(*entered_at);
        const auto& all = year_.quarters();
        const auto found = std::ranges::find_if(
            all, [&](const projections::period& one) { return day <= one.last; });
        return std::max(quarter_, static_cast<std::size_t>(found - all.begin()));
    }

    /// Closes what is over before that quarter begins; behind the last one is the next year.
    void close_up_to(std::size_t quarter) {
        for (; quarter_ < quarter; ++quarter_) {
            const auto& days = year_.quarters().at(quarter_);
            if (!is_over(days)) {
                return;
            }
            const auto& own = quarters_.at(quarter_);
            whole_.add(own);
            close(year_.quarter_title(quarter_), own, days);
            if (quarter_ == 1) {
                close(year_.half_title(), whole_, year_.half());
            } else if (quarter_ == 3) {
                close(year_.whole_title(), whole_, year_.whole());
            }
        }
    }

    [[nodiscard]] bool is_over(const projections::period& part) const {
        return events::office_date(of_.now()) > part.last;
    }

    void close(const std::string& name, const totals& sum, const projections::period& part) {
        auto text = fmt::format("{}: {}.", name, sum.text());
        for (const auto& one : closed_) {
            const auto when = projections::period_from_text(one.period);
            if (one.book == follow_up_register && when && same_days(*when, part)) {
                text += fmt::format(" Đã kết sổ ngày {}, SHA-256 {}.", day_text(one.at),
                                    one.sha256.substr(0, 16));
            }
        }
        out_.rows.push_back({{{std::move(text), {}, {}}}, true});
    }

    call& of_;
    events::office_code office_;
    book_year year_;
    std::vector<closed_book> closed_;
    book out_;
    std::size_t quarter_ = 0; ///< that the lines have come to
    std::array<totals, 4> quarters_{};
    totals whole_;
};

} // namespace

book register_book(call& of, const events::office_code& office, const book_year& year) {
    return book_of_year{of, office, year}.all();
}

projections::page<register_line> register_page(call& of, const events::office_code& office,
                                               const book_year& year,
                                               const projections::page_request& which) {
    std::size_t looked_at = 0;
    std::vector<list_part<register_line>> parts;
    for (auto numbered = year.first_numbered(); numbered <= year.last_numbered(); ++numbered) {
        parts.push_back({std::to_string(numbered), [&, numbered](const auto& part) {
                             return page_of_part(of,
                                                 projections::register_counter(office, numbered),
                                                 year, part, looked_at);
                         }});
    }
    return one_after_another(parts, which, [&] { return looked_at < rows_looked_at_max; });
}

std::string register_json_lines(call& of, const events::office_code& office,
                                const book_year& year) {
    std::string out;
    each_line(of, office, year, [&](const auto& row, const auto& stands) {
        out += to_json(corrected_view_of(of, row, stands)).dump() + "\n";
    });
    return out;
}

} // namespace connectors::api
