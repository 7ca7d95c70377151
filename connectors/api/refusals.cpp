#include "connectors/api/catalogue.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/views.hpp"

namespace connectors::api {
namespace {

/// What was refused before the question is shown by the answer, if the disk takes no longer.
constexpr std::chrono::milliseconds patience{2000};

struct refusal_line {
    events::instant time{};
    events::office_code office;
    std::optional<events::case_id> subject;
    std::optional<std::string> code;
    std::string command;
    events::command_id command_id;
    engine::rejection_code why{};
    std::string why_label;
    std::optional<std::string> rule;
    std::optional<std::string> source;
    events::officer_id actor;
    std::optional<std::string> actor_name;
    std::optional<events::role> role; ///< empty: none at the office
    static constexpr auto fields() {
        using v = refusal_line;
        using events::field;
        return std::tuple{field{"time", &v::time},       field{"office", &v::office},
                          field{"case", &v::subject},    field{"code", &v::code},
                          field{"command", &v::command}, field{"command_id", &v::command_id},
                          field{"why", &v::why},         field{"why_label", &v::why_label},
                          field{"rule", &v::rule},       field{"source", &v::source},
                          field{"actor", &v::actor},     field{"actor_name", &v::actor_name},
                          field{"role", &v::role}};
    }
};

refusal_line view_of(call& of, const projections::rejection_row& row) {
    refusal_line out;
    out.time = row.time;
    out.office = row.office;
    out.subject = row.subject;
    if (row.subject) {
        if (const auto state = projections::find_case(of.view(), *row.subject)) {
            out.code = state->shown_code();
        }
    }
    out.command = row.command;
    out.command_id = row.command_id;
    out.why = row.code;
    out.why_label = problem_of(events::name_of(row.code)).title.in(of.speaks());
    if (!row.rule.empty()) {
        out.rule = row.rule;
    }
    if (!row.source.empty()) {
        out.source = row.source;
    }
    out.actor = row.actor;
    out.actor_name = officer_name(of, row.actor);
    out.role = row.acting_as;
    return out;
}

/// `*` stands for what was asked of the installation, not of an office.
reach offices_asked_for(call& of) {
    const events::office_code everywhere{"*"};
    const auto* named = of.query("office");
    if (named != nullptr && *named == everywhere.str()) {
        of.require(engine::action::read_refusals, everywhere);
        return {{everywhere}, false};
    }
    auto out = reach_of(of, engine::action::read_refusals);
    if (out.everywhere && of.may(engine::action::read_refusals, everywhere)) {
        out.offices.push_back(everywhere);
    }
    return out;
}

http_response list_refusals(call& of) {
    const auto over = offices_asked_for(of);
    const auto from = instant_query(of, "from").value_or(events::instant::min());
    const auto to = instant_query(of, "to").value_or(events::instant::max());
    const auto page = office_by_office<projections::rejection_row>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            return of.on.refusals.list(office, from, to, which, patience);
        });
    return json_answer(listed_of(page, [&](const auto& row) { return view_of(of, row); }));
}

} // namespace

void add_refusals(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.front().about += " `*`: what was asked of the installation.";
    parameters.push_back(instant_parameter("from", "Only from then on."));
    parameters.push_back(instant_parameter("to", "Only before then."));
    into.push_back(
        {.line = "GET /v1/refusals",
         .id = "list_refusals",
         .group = "audit",
         .about = "Commands that were refused, newest first within an office: who asked "
                  "for what, by which rule and legal source it was refused. They are "
                  "kept in a log of their own.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of refusals.", json_body<listed<refusal_line>>("refusals")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_refusals),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
