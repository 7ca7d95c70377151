#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/step_view.hpp"
#include "engine/decide.hpp"
#include "engine/lifecycles/print.hpp"

namespace connectors::api {

/// How a table is shown.
enum class lifecycle_format { as_json, table, mermaid, bpmn };

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::lifecycle_format> {
    static constexpr std::array<std::string_view, 4> names{"json", "table", "mermaid", "bpmn"};
};

/// What the rules in use say: offices, procedures, lifecycles. Open to every officer.
namespace connectors::api {
namespace {

struct office_view {
    events::office_code key;
    std::string name;
    std::string province;
    engine::office_level level{};
    std::optional<events::office_code> parent;
    std::optional<std::string> email;
    std::string agency_code;
    events::local_date valid_from{};
    std::optional<events::local_date> valid_to;
    std::optional<events::office_code> successor;
    std::string source;
    static constexpr auto fields() {
        using v = office_view;
        using events::field;
        return std::tuple{field{"key", &v::key},
                          field{"name", &v::name},
                          field{"province", &v::province},
                          field{"level", &v::level},
                          field{"parent", &v::parent},
                          field{"email", &v::email},
                          field{"agency_code", &v::agency_code},
                          field{"valid_from", &v::valid_from},
                          field{"valid_to", &v::valid_to},
                          field{"successor", &v::successor},
                          field{"source", &v::source}};
    }
};

http_response offices(call& of) {
    of.ask_for_anyone();
    listed<office_view> out;
    for (const auto& one : of.on.rules.offices) {
        office_view view{.key = one.key,
                         .name = one.name_on(events::office_date(of.now())),
                         .province = one.province,
                         .level = one.level,
                         .parent = std::nullopt,
                         .email = std::nullopt,
                         .agency_code = one.agency.code,
                         .valid_from = one.valid_from,
                         .valid_to = one.valid_to,
                         .successor = std::nullopt,
                         .source = one.from.source};
        if (!one.parent.empty()) {
            view.parent = one.parent;
        }
        if (one.successor) {
            view.successor = one.successor->key;
        }
        if (one.email) {
            view.email = one.email->address;
        }
        out.items.push_back(std::move(view));
    }
    return json_answer(out);
}

struct procedure_view {
    std::string id;
    std::string code;
    std::string name;
    events::lifecycle lifecycle{};
    std::string source;
    static constexpr auto fields() {
        using v = procedure_view;
        using events::field;
        return std::tuple{field{"id", &v::id}, field{"code", &v::code}, field{"name", &v::name},
                          field{"lifecycle", &v::lifecycle}, field{"source", &v::source}};
    }
};

http_response procedures(call& of) {
    of.ask_for_anyone();
    listed<procedure_view> out;
    for (const auto& one : of.on.rules.procedures) {
        out.items.push_back(
            {one.id, one.code, name_in(of, one.name), one.follows, one.from.source});
    }
    return json_answer(out);
}

/// The text of a procedure with what it shares with others behind its own.
std::string whole_text(const engine::rule_set& rules, const engine::procedure& what,
                       const std::string& own) {
    if (what.shares.empty()) {
        return own;
    }
    auto out = json::parse(own);
    const auto common = json::parse(rules.files.at(what.shares));
    for (const auto* part : {"grounds", "deadlines", "transitions", "gaps", "outcomes"}) {
        const auto shared = common.value(part, json::array());
        if (!shared.empty() && !out.contains(part)) {
            out[part] = json::array();
        }
        for (const auto& one : shared) {
            const auto same = [&](const json& other) {
                return one.contains("word") && other.at("word") == one.at("word");
            };
            const auto only = one.find("only_in");
            const bool holds_here =
                only == one.end() || std::count(only->begin(), only->end(), what.id) > 0;
            if (holds_here && std::ranges::none_of(out.at(part), same)) {
                out.at(part).push_back(one);
            }
        }
    }
    return out.dump();
}

/// As the rules in use have it, whole: papers, grounds, deadlines, limits, each with its source.
http_response procedure(call& of) {
    of.ask_for_anyone();
    const auto& name = of.context.parameter("procedure");
    const auto* found = of.on.rules.find(name);
    const auto file = found == nullptr
                          ? of.on.rules.files.end()
                          : of.on.rules.files.find("procedures/" + found->id + ".json");
    if (file == of.on.rules.files.end()) {
        throw refusal(problem_of("not_found", {"Không có thủ tục " + name + ".",
                                               "There is no procedure " + name + "."}));
    }
    auto response = json_text_response(whole_text(of.on.rules, *found, file->second));
    response.headers.add("ETag", "\"" + of.on.rules.id.str() + "\"");
    return response;
}

struct lifecycle_name {
    events::lifecycle name{};
    std::uint64_t rows = 0;
    static constexpr auto fields() {
        using v = lifecycle_name;
        using events::field;
        return std::tuple{field{"name", &v::name}, field{"rows", &v::rows}};
    }
};

struct lifecycle_row {
    events::status from{};
    std::string from_label;
    std::string command;
    events::status to{};
    std::string to_label;
    std::string records;
    std::vector<events::role> roles;
    std::vector<rule_view> rules;
    static constexpr auto fields() {
        using v = lifecycle_row;
        using events::field;
        return std::tuple{field{"from", &v::from},         field{"from_label", &v::from_label},
                          field{"command", &v::command},   field{"to", &v::to},
                          field{"to_label", &v::to_label}, field{"records", &v::records},
                          field{"roles", &v::roles},       field{"rules", &v::rules}};
    }
};

struct lifecycle_view {
    events::lifecycle name{};
    std::vector<lifecycle_row> rows;
    static constexpr auto fields() {
        using v = lifecycle_view;
        using events::field;
        return std::tuple{field{"name", &v::name}, field{"rows", &v::rows}};
    }
};

http_response lifecycles(call& of) {
    of.ask_for_anyone();
    listed<lifecycle_name> out;
    for (const auto* table : engine::all_lifecycles()) {
        out.items.push_back({table->name, table->rows().size()});
    }
    return json_answer(out);
}

lifecycle_view lifecycle_view_of(const call& of, const engine::lifecycle_table& table) {
    lifecycle_view out{table.name, {}};
    for (const auto& row : table.rows()) {
        lifecycle_row one{.from = row.from,
                          .from_label = label(row.from, of.speaks()),
                          .command = std::string{row.command},
                          .to = row.to,
                          .to_label = label(row.to, of.speaks()),
                          .records = std::string{row.records},
                          .roles = engine::roles_of(row.command),
                          .rules = {}};
        for (const auto* rule : row.guards) {
            one.rules.push_back(api::view_of(of, *rule, events::office_date(of.now())));
        }
        out.rows.push_back(std::move(one));
    }
    return out;
}

http_response lifecycle(call& of) {
    of.ask_for_anyone();
    const auto& text = of.context.parameter("lifecycle");
    const auto name = events::enum_of<events::lifecycle>(text);
    if (!name) {
        throw refusal(problem_of("not_found", {"Không có quy trình " + text + ".",
                                               "There is no lifecycle " + text + "."}));
    }
    const auto& table = engine::table_of(*name);
    switch (enum_query<lifecycle_format>(of, "format").value_or(lifecycle_format::as_json)) {
    case lifecycle_format::as_json:
        break;
    case lifecycle_format::table:
        return text_response(engine::print_table(table));
    case lifecycle_format::mermaid:
        return text_response(engine::print_mermaid(table));
    case lifecycle_format::bpmn: {
        auto out = text_response(engine::print_bpmn(table));
        out.content_type = "application/xml";
        return out;
    }
    }
    return json_answer(lifecycle_view_of(of, table));
}

json procedure_schema() {
    return json{{"type", "object"},
                {"description", "As /schemas/procedures/procedure.schema.json has it."}};
}

} // namespace

void add_law(operations& into, service&) {
    into.push_back({.line = "GET /v1/offices",
                    .id = "list_offices",
                    .group = "law",
                    .about = "The enforcement agencies that the rules in use know. Agencies come "
                             "and go by date; cases survive them.",
                    .answers = {{200, "All of them.", json_body<listed<office_view>>("offices")}},
                    .serve = answering(offices)});
    into.push_back(
        {.line = "GET /v1/procedures",
         .id = "list_procedures",
         .group = "law",
         .about = "The procedures that the rules in use know.",
         .answers = {{200, "All of them.", json_body<listed<procedure_view>>("procedures")}},
         .serve = answering(procedures)});
    into.push_back(
        {.line = "GET /v1/procedures/{procedure}",
         .id = "show_procedure",
         .group = "law",
         .about = "A procedure by id or code, as data: channels, papers, grounds, outcomes, "
                  "deadlines and limits with validity and legal source. The ETag is the id of the "
                  "rule set.",
         .answers = {{200, "The procedure.", {"application/json", "procedure", procedure_schema}}},
         .problems = {"not_found"},
         .serve = answering(procedure)});
    into.push_back(
        {.line = "GET /v1/lifecycles",
         .id = "list_lifecycles",
         .group = "law",
         .about = "The state machines that cases obey.",
         .answers = {{200, "All of them.", json_body<listed<lifecycle_name>>("lifecycles")}},
         .serve = answering(lifecycles)});
    into.push_back(
        {.line = "GET /v1/lifecycles/{lifecycle}",
         .id = "show_lifecycle",
         .group = "law",
         .about = "A state machine: from which status which command leads where, what it records, "
                  "who may give it and which rules it must meet, with their legal source.",
         .parameters = {enum_parameter<lifecycle_format>(
             "format", "`json` when absent; `table` as text, `mermaid`, `bpmn` as BPMN 2.0 XML.")},
         .answers = {{200, "The table.", json_body<lifecycle_view>("lifecycle")},
                     {200, "As text or Mermaid.", {"text/plain", {}, nullptr}},
                     {200, "As BPMN 2.0.", {"application/xml", {}, nullptr}}},
         .problems = {"not_found", "parameter_invalid"},
         .serve = answering(lifecycle)});
}

} // namespace connectors::api
