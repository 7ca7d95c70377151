#include "connectors/api/book_answer.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/closed_books.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/register_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace connectors::api {
namespace {

constexpr std::uint64_t year_max = 9999;

std::optional<int> asked_year(const call& of) {
    const auto asked = number_query(of, "year");
    if (!asked) {
        return std::nullopt;
    }
    if (*asked < 1 || *asked > year_max) {
        refuse_parameter("year", {"Phải là một năm.", "Must be a year."});
    }
    return static_cast<int>(*asked);
}

/// As asked, else as the rules keep it.
engine::kept_year kept_by(const call& of) {
    if (const auto asked = enum_query<engine::kept_year>(of, "kept_by")) {
        return *asked;
    }
    const auto& all = of.on.rules.registers;
    const auto found = std::ranges::find(all, follow_up_register, &engine::register_rule::id);
    return found == all.end() ? engine::kept_year::calendar : found->year;
}

/// A statistics year is that of the day too.
int present_year(const call& of, engine::kept_year by) {
    const auto today = events::office_date(of.now());
    const int year = static_cast<int>(today.year());
    return book_year{year, by}.holds(today) ? year : year + 1;
}

http_response list_register(call& of) {
    const auto office = office_of(of);
    of.require(engine::action::read_register, office);
    const auto by = kept_by(of);
    const auto asked = asked_year(of);
    const book_year year{asked ? *asked : present_year(of, by), by};
    const auto as = book_format_of(of);
    if (as == book_format::as_json) {
        return json_answer(
            listed_of(register_page(of, office, year, page_query(of)), std::identity{}));
    }
    const auto name = fmt::format("register-{}-{}", office.str(), year.whole().name);
    return as == book_format::as_json_lines
               ? json_lines_answer(register_json_lines(of, office, year), name)
               : book_answer(of, register_book(of, office, year), as, name);
}

} // namespace

void add_register(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/register",
         .id = "show_register",
         .group = "registers",
         .about =
             "The follow-up register of an office (Mẫu 06, Sổ theo dõi hồ sơ) of a year, by "
             "number, which is that of the calendar year. JSON comes in pages; JSON Lines, CSV, "
             "XLSX and PDF are the whole "
             "book, the last three with its columns as printed; in XLSX and PDF corrections are "
             "struck through and dated, and quarters, half years and years closed with their "
             "totals.",
         .parameters = as_book(paged(
             {office_parameter(),
              {"year",
               "Calendar year, or that in which the statistics year ends where the book is kept by "
               "it (`kept_by`); the present one when absent.",
               parameter_note::place::query, false,
               json{{"type", "integer"}, {"minimum", 1}, {"maximum", year_max}}},
              enum_parameter<engine::kept_year>(
                  "kept_by", "Whether the book is of the calendar year, or of the statistics "
                             "year that ends on 30 September of it; as the rules keep it when "
                             "absent.")})),
         .answers = book_answers(
             {200, "A page of the book.", json_body<listed<register_line>>("register")}),
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_register),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
