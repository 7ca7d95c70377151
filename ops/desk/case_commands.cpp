#include "connectors/duties/deadline_watch.hpp"
#include "ops/desk/main_job.hpp"
#include "ops/desk/workbench.hpp"
#include "projections/deadlines.hpp"
#include "projections/store.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

namespace ops {
namespace {

using connectors::http_method;
using nlohmann::json;

struct options {
    std::string data;
    std::string as;
    std::string code;
    std::string command;
    std::string office;
    std::string body;
    std::string now;
    std::string output = "table";
};

/// The body of a command: a file, `-` for standard input, or none.
std::string body_of(const std::string& from) {
    if (from.empty()) {
        return "{}";
    }
    if (from == "-") {
        return {std::istreambuf_iterator<char>{std::cin}, {}};
    }
    std::ifstream in(from, std::ios::binary);
    if (!in) {
        throw CLI::ValidationError("--json", "cannot read " + from);
    }
    return {std::istreambuf_iterator<char>{in}, {}};
}

int ask(const options& how, http_method method, const std::string& path, const std::string& body) {
    workbench bench{how.data};
    if (!how.now.empty() && !bench.set_clock(how.now)) {
        return usage;
    }
    json answer;
    const int result = bench.ask(method, path, how.as, body, answer);
    if (result == done) {
        print(answer, how.output);
    }
    return result;
}

int overdue(const options& how) {
    workbench bench{how.data};
    if (!how.now.empty() && !bench.set_clock(how.now)) {
        return usage;
    }
    const auto now = bench.on.time().now();
    connectors::raise_alerts(bench.on.store(), bench.on.node(), bench.on.rules(), now);
    json items = json::array();
    projections::page_request which{projections::page_rows_max, {}};
    const auto office =
        how.office.empty() ? std::nullopt : std::optional{events::office_code{how.office}};
    do {
        const auto page = projections::overdue(bench.on.store().view(), office, now,
                                               connectors::due_soon_of(bench.on.rules()), which);
        for (const auto& row : page.rows) {
            items.push_back({{"case", row.matter.code},
                             {"office", row.matter.office.str()},
                             {"deadline", row.deadline},
                             {"due", events::to_text(row.due)},
                             {"act_by", std::string{events::name_of(row.act_by)}},
                             {"holder", row.matter.holder.str()},
                             {"source", row.source}});
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    print(json{{"items", items}}, how.output);
    return done;
}

} // namespace

void add_case_commands(CLI::App& app, int& result) {
    auto how = std::make_shared<options>();
    const auto common = [how](CLI::App* one) {
        one->add_option("--data", how->data, "The data folder")->required();
        one->add_option("--output", how->output, "json, jsonl");
        one->add_option("--now", how->now, "Act at this time (RFC 3339), for demonstrations");
        return one;
    };
    const auto as = [how](CLI::App* one) {
        one->add_option("--as", how->as, "The officer who asks")->required();
        return one;
    };

    auto* cases = app.add_subcommand("case", "Cases and their steps")->require_subcommand(1);
    auto* list = as(common(cases->add_subcommand("list", "Cases of an office, newest first")));
    list->add_option("--office", how->office)->required();
    list->callback([&result, how] {
        result = ask(*how, http_method::get, "/v1/cases?office=" + how->office, "");
    });
    for (const auto& [name, help, suffix] :
         {std::tuple{"show", "Where a case stands", ""},
          std::tuple{"history", "Every step: when, who, why, by which rule", "/history"},
          std::tuple{"next", "What may be done now, and why not", "/next"}}) {
        auto* one = as(common(cases->add_subcommand(name, help)));
        one->add_option("CODE", how->code)->required();
        one->callback([&result, how, suffix = std::string{suffix}] {
            result = ask(*how, http_method::get, "/v1/cases/" + how->code + suffix, "");
        });
    }
    auto* step = as(common(cases->add_subcommand("do", "Take a step")));
    step->add_option("CODE", how->code)->required();
    step->add_option("COMMAND", how->command)->required();
    step->add_option("--json", how->body, "File with the step's fields, or -");
    step->callback([&result, how] {
        result = ask(*how, http_method::post,
                     "/v1/cases/" + how->code + "/commands/" + how->command, body_of(how->body));
    });
    auto* open = as(common(cases->add_subcommand("open", "Open a case at an office")));
    open->add_option("OFFICE", how->office)->required();
    open->add_option("COMMAND", how->command)->required();
    open->add_option("--json", how->body, "File with the step's fields, or -");
    open->callback([&result, how] {
        result =
            ask(*how, http_method::post, "/v1/offices/" + how->office + "/commands/" + how->command,
                body_of(how->body));
    });

    auto* late = common(app.add_subcommand("overdue", "Steps whose period has passed"));
    late->add_option("--office", how->office);
    late->callback([&result, how] { result = overdue(*how); });
}

} // namespace ops
