#include "connectors/api/catalogue.hpp"
#include "connectors/api/law_routes.hpp"

/// By which rules this installation judges, and their texts.
namespace connectors::api {
namespace {

struct version_view {
    std::string version;
    events::rules_id rules;
    std::string calendar;
    static constexpr auto fields() {
        using v = version_view;
        using events::field;
        return std::tuple{field{"version", &v::version}, field{"rules", &v::rules},
                          field{"calendar", &v::calendar}};
    }
};

http_response show_version(call& of) {
    return json_answer(version_view{MOTCUA_VERSION, of.on.rules.id, of.on.rules.calendar.id()});
}

struct rule_file_view {
    std::string path; ///< below schemas/
    std::string text;
    static constexpr auto fields() {
        using v = rule_file_view;
        using events::field;
        return std::tuple{field{"path", &v::path}, field{"text", &v::text}};
    }
};

struct rules_view {
    events::rules_id rules;
    std::vector<rule_file_view> files;
    static constexpr auto fields() {
        using v = rules_view;
        using events::field;
        return std::tuple{field{"rules", &v::rules}, field{"files", &v::files}};
    }
};

http_response show_rules(call& of) {
    of.ask_for_anyone();
    rules_view out{of.on.rules.id, {}};
    for (const auto& [path, text] : of.on.written_rules) {
        out.files.push_back({path, text});
    }
    auto response = json_answer(out);
    response.headers.add("ETag", "\"" + of.on.rules.id.str() + "\"");
    return response;
}

} // namespace

void add_rules(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/version",
         .id = "show_version",
         .group = "law",
         .about = "Which motcua this is, and the rule set and calendar that it judges by.",
         .who = visibility::anyone,
         .answers = {{200, "The three.", json_body<version_view>("version")}},
         .serve = answering(show_version)});
    into.push_back(
        {.line = "GET /v1/rules",
         .id = "show_rules",
         .group = "law",
         .about = "The files of the rule set in use as they were written: those that the program "
                  "was built with, and those of the installation in their place. Whoever has them "
                  "computes and checks what this installation does. The ETag is the id of the rule "
                  "set.",
         .answers = {{200, "All of them, by path.", json_body<rules_view>("rules")}},
         .serve = answering(show_rules),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
