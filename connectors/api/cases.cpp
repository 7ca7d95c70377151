#include "connectors/api/catalogue.hpp"
#include "connectors/api/confirmed_matter.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/views.hpp"

namespace connectors::api {
namespace {

struct case_filter {
    std::optional<events::status> status;
    std::optional<std::string> procedure;
    std::optional<events::officer_id> holder;
    [[nodiscard]] bool takes(const projections::case_row& row) const {
        return (!status || row.at == *status) && (!procedure || row.procedure == *procedure) &&
               (!holder || row.holder == *holder);
    }
};

case_filter filter_of(const call& of) {
    case_filter out;
    out.status = enum_query<events::status>(of, "status");
    out.procedure = procedure_or_none_query(of, empty_procedure::is_none);
    if (const auto* holder = of.query("holder")) {
        out.holder = events::officer_id{*holder};
    }
    return out;
}

listed<case_line> by_code(call& of, const std::string& prefix) {
    const auto over = reach_of(of, engine::action::read_register);
    const auto filter = filter_of(of);
    const auto page = without_others<projections::case_row>(
        over, page_query(of), [](const auto& row) { return row.office; },
        [&](const auto& which) {
            auto found = projections::cases_by_code_prefix(of.view(), prefix, which);
            std::erase_if(found.rows, [&](const auto& row) { return !filter.takes(row); });
            return found;
        });
    return listed_of(page, [&](const auto& row) { return line_of(of, row); });
}

listed<case_line> of_office(call& of) {
    const auto office = office_of(of);
    of.require(engine::action::read_register, office);
    const auto filter = filter_of(of);
    auto wanted = page_query(of);
    const auto limit = wanted.limit;
    listed<case_line> out;
    for (std::size_t looked_at = 0; looked_at < rows_looked_at_max;) {
        wanted.limit = limit - out.items.size();
        const auto page = projections::list_cases(of.view(), office, filter.status, wanted);
        for (const auto& row : page.rows) {
            if (filter.takes(row)) {
                out.items.push_back(line_of(of, row));
            }
        }
        looked_at += wanted.limit;
        out.next = cursor_or_none(page.next);
        if (page.next.empty() || out.items.size() == limit) {
            break;
        }
        wanted.cursor = page.next;
    }
    return out;
}

http_response list_cases(call& of) {
    const auto* prefix = of.query("q");
    return json_answer(prefix != nullptr && !prefix->empty() ? by_code(of, *prefix)
                                                             : of_office(of));
}

http_response show_case(call& of) {
    const auto newest = newest_case_of(of, engine::action::read_case);
    auto state = newest;
    if (const auto version = number_query(of, "version")) {
        auto then = projections::case_as_of(of.view(), of.on.log, state.id, *version);
        if (!then) {
            throw refusal(problem_of(
                "not_found", {"Hồ sơ chưa có phiên bản này.", "The case has no such version."}));
        }
        state = *std::move(then);
    }
    auto view = view_of(of, state, newest);
    view.withdrawn_confirmation = withdrawn_confirmation_of(of, state);
    auto response = json_text_response(text_of_case(view));
    response.headers.add("ETag", entity_tag_of(state.id, state.version));
    return response;
}

} // namespace

void add_cases(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases",
         .id = "list_cases",
         .group = "cases",
         .about =
             "Cases of an office, newest first; or, with `q`, those whose code begins so, in the "
             "offices that the caller may read. The other parameters hold for both.",
         .parameters =
             paged({{"office", "Key of the office; required without `q`, with which it is all "
                               "that the caller may read when absent."},
                    enum_parameter<events::status>("status", "Only this status."),
                    procedure_or_none_parameter(empty_procedure::is_none),
                    text_parameter("holder", "Only what this officer holds."),
                    text_parameter("q", "How the code begins.")}),
         .answers = {{200, "A page of cases.", json_body<listed<case_line>>("cases")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_cases)});
    into.push_back(
        {.line = "GET /v1/cases/{code}",
         .id = "show_case",
         .group = "cases",
         .about = "A case by case code, support code or id: where it stands, its periods and how "
                  "late they are now, its alerts, and the persons whom the caller may see. Of a "
                  "matter that ended by law, `withdrawn_confirmation` is the confirmation on which "
                  "it ended and which has been withdrawn since.",
         .parameters = {{"version", "As it was after its event of this number.",
                         parameter_note::place::query, false, json{{"type", "integer"}}}},
         .answers = {{200,
                      "The case.",
                      {"application/json", "case", case_schema},
                      {{"ETag", "\"<case id>:<version>\", for If-Match."}}}},
         .problems = {"case_unknown"},
         .serve = answering(show_case),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
