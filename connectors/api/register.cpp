#include "connectors/api/book_answer.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/register_book.hpp"
#include "connectors/api/register_lines.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

constexpr std::uint64_t year_max = 9999;

int year_of(const call& of) {
    if (const auto asked = number_query(of, "year")) {
        if (*asked < 1 || *asked > year_max) {
            refuse_parameter("year", {"Phải là một năm.", "Must be a year."});
        }
        return static_cast<int>(*asked);
    }
    return static_cast<int>(events::office_date(of.now()).year());
}

http_response list_register(call& of) {
    const auto office = office_of(of);
    of.require(engine::action::read_register, office);
    const int year = year_of(of);
    if (const auto as = book_format_of(of); as != book_format::as_json) {
        const auto name = fmt::format("register-{}-{}", office.str(), year);
        return as == book_format::as_json_lines
                   ? json_lines_answer(register_json_lines(of, office, year), name)
                   : book_answer(of, register_book(of, office, year), as, name);
    }
    const auto counter = projections::register_counter(office, year);
    const auto page = projections::register_lines(of.view(), counter, page_query(of));
    return json_answer(
        listed_of(page, [&](const auto& row) { return corrected_view_of(of, row); }));
}

} // namespace

void add_register(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/register",
         .id = "show_register",
         .group = "registers",
         .about =
             "The follow-up register of an office (Mẫu 06, Sổ theo dõi hồ sơ) of a calendar "
             "year, by number. JSON comes in pages; JSON Lines, CSV, XLSX and PDF are the whole "
             "book, the last three with its columns as printed; in XLSX and PDF corrections are "
             "struck through and dated, and quarters, half years and years closed with their "
             "totals.",
         .parameters = as_book(paged(
             {office_parameter(),
              {"year", "Calendar year; the present one when absent.", parameter_note::place::query,
               false, json{{"type", "integer"}, {"minimum", 1}, {"maximum", year_max}}}})),
         .answers = book_answers(
             {200, "A page of the book.", json_body<listed<register_line>>("register")}),
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_register),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
