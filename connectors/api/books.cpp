#include "connectors/api/book_answer.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/sector_book.hpp"
#include "connectors/api/sector_registers.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

const engine::register_rule& register_of(const call& of) {
    const auto& name = of.context.parameter("book");
    const auto* found = find_sector_register(of, name);
    if (found == nullptr) {
        throw refusal(problem_of("not_found",
                                 {"Không có sổ " + name + ".", "There is no book " + name + "."}));
    }
    return *found;
}

http_response show_book(call& of) {
    const auto office = office_of(of);
    of.require(engine::action::read_register, office);
    const auto& what = register_of(of);
    const auto when = period_of(of);
    const auto as = book_format_of(of);
    const auto name = fmt::format("{}-{}-{}", what.id, office.str(), when.name);
    if (as == book_format::as_json_lines) {
        return json_lines_answer(sector_register_json_lines(of, what, office, when), name);
    }
    if (as != book_format::as_json) {
        return book_answer(of, sector_register_book(of, what, office, when), as, name);
    }
    const auto page = sector_register_lines(of, what, office, when, page_query(of));
    return json_answer(listed_of(page, std::identity{}));
}

} // namespace

void add_books(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/books/{book}",
         .id = "show_book",
         .group = "registers",
         .about =
             "The registers of the sector: `requests_received`, `judgments_received`, "
             "`entrustments_received`, `docketing`, `relief`, `revocations`, `entrustments_sent`, "
             "`postponements`, `terminations`, `no_means` (TT 04/2023/TT-BTP art. 30), "
             "`petitions_received`, `complaints_docketed`, "
             "`denunciations_docketed` (TT 13/2021/TT-BTP art. 29), and the `hand_over_list` of "
             "the "
             "one-stop desk, by the day of entry, as the "
             "rules name them (rules/registers.json). The columns of `judgments_received` are "
             "those "
             "of Luật THADS art. 29; of the others the official ones were not seen: these "
             "are proposed, and what no step records stays empty. Corrections are struck through "
             "and dated, quarters, half years and "
             "years of the statistics closed with their totals. Who denounced is shown to those "
             "who may know it.",
         .parameters = as_book(paged({office_parameter(), period_parameter()})),
         .answers =
             book_answers({200, "A page of lines.", json_body<listed<book_line>>("book_lines")}),
         .problems = {"office_unknown", "not_found", "parameter_invalid", "cursor_invalid"},
         .serve = answering(show_book),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
