#include "connectors/documents/folios.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/step_view.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

/// A line of the dossier's index.
struct folio_line {
    std::string kind;
    /// Absent for a paper that was not scanned, and for who may not open it.
    std::optional<std::string> sha256;
    std::uint64_t step = 0;
    events::instant received{};
    std::optional<std::uint64_t> sheets;
    std::optional<std::uint64_t> first; ///< absent where nobody counted its sheets
    std::optional<std::uint64_t> last;
    std::string folio; ///< 3-5, or that nobody counted
    static constexpr auto fields() {
        using v = folio_line;
        using events::field;
        return std::tuple{field{"kind", &v::kind},     field{"sha256", &v::sha256},
                          field{"step", &v::step},     field{"received", &v::received},
                          field{"sheets", &v::sheets}, field{"first", &v::first},
                          field{"last", &v::last},     field{"folio", &v::folio}};
    }
};

folio_line folio_line_of(const call& of, const folio_entry& one, bool opens_documents) {
    folio_line out;
    out.kind = one.kind;
    if (one.sha256 && opens_documents) {
        out.sha256 = events::hex(*one.sha256);
    }
    out.step = one.step;
    out.received = one.received;
    out.sheets = one.sheets;
    if (one.first == 0) {
        out.folio = of.speaks() == language::vietnamese ? "chưa đếm tờ" : "not counted";
        return out;
    }
    out.first = one.first;
    out.last = one.last;
    out.folio = one.first == one.last ? std::to_string(one.first)
                                      : fmt::format("{}-{}", one.first, one.last);
    return out;
}

http_response list_folios(call& of) {
    const auto state = case_of(of, engine::action::read_case);
    std::vector<events::event> steps;
    for (const auto& entry : whole_timeline(of.view(), state.id)) {
        steps.push_back(projections::event_at(of.on.log, entry.place));
    }
    const bool opens_documents = may_open_documents(of, state);
    listed<folio_line> out;
    for (const auto& one : folios_of(steps, state.follows)) {
        out.items.push_back(folio_line_of(of, one, opens_documents));
    }
    return json_answer(out);
}

} // namespace

void add_folios(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/folios",
         .id = "list_folios",
         .group = "cases",
         .about = "The index of the dossier with the folio numbers (bút lục) of each paper: one "
                  "running number a sheet, given once, in the order of receipt (Thông tư "
                  "04/2023/TT-BTP Điều 31.2). Issued documents state their sheets; a command that "
                  "names a paper says its `sheets`, accept_dossier and solve_at_once those of "
                  "the papers handed in (`paper_details`). What nobody counted says so, and gets "
                  "its numbers when it is "
                  "named again with its sheets.",
         .answers = {{200, "The papers, in the order of the law.",
                      json_body<listed<folio_line>>("folios")}},
         .problems = {"case_unknown"},
         .serve = answering(list_folios),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
