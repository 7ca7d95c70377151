#include "connectors/documents/folios.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/step_view.hpp"

namespace connectors::api {
namespace {

/// A line of the dossier's index.
struct folio_line {
    std::string kind;
    std::string sha256;
    std::uint64_t step = 0;
    events::instant received{};
    std::optional<std::uint64_t> sheets;
    std::optional<std::uint64_t> first; ///< absent where nobody counted its sheets
    std::optional<std::uint64_t> last;
    static constexpr auto fields() {
        using v = folio_line;
        using events::field;
        return std::tuple{field{"kind", &v::kind},     field{"sha256", &v::sha256},
                          field{"step", &v::step},     field{"received", &v::received},
                          field{"sheets", &v::sheets}, field{"first", &v::first},
                          field{"last", &v::last}};
    }
};

http_response list_folios(call& of) {
    const auto state = case_of(of, engine::action::read_case);
    std::vector<events::event> steps;
    for (const auto& entry : whole_timeline(of.view(), state.id)) {
        steps.push_back(projections::event_at(of.on.log, entry.place));
    }
    listed<folio_line> out;
    for (const auto& one : folios_of(steps)) {
        folio_line line{one.document.kind,
                        events::hex(one.document.sha256),
                        one.step,
                        one.received,
                        one.document.sheets,
                        {},
                        {}};
        if (one.first > 0) {
            line.first = one.first;
            line.last = one.last;
        }
        out.items.push_back(std::move(line));
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
                  "04/2023/TT-BTP Điều 31.2). A command that names a paper says its `sheets`.",
         .answers = {{200, "The papers, decision first.", json_body<listed<folio_line>>("folios")}},
         .problems = {"case_unknown"},
         .serve = answering(list_folios),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
