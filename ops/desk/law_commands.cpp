#include "engine/deadline_math.hpp"
#include "engine/lifecycles/print.hpp"
#include "engine/rule_set.hpp"
#include "ops/desk/main_job.hpp"
#include "ops/desk/workbench.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace ops {
namespace {

using nlohmann::json;

struct options {
    std::string from;
    std::int64_t amount = 0;
    std::string unit;
    std::string output = "table";
    std::string name;
    std::string format = "table";
};

int compute(const options& how) {
    auto start = events::instant_from_text(how.from);
    if (!start) {
        if (const auto day = events::date_from_text(how.from)) {
            start = events::at_office(*day, std::chrono::hours{8});
        }
    }
    const auto unit = events::enum_of<engine::time_unit>(how.unit);
    if (!start || !unit) {
        std::cerr << "--from must be a day (YYYY-MM-DD) or an RFC 3339 time, --unit one of "
                     "working_days, half_working_days, calendar_days, years, hours\n";
        return usage;
    }
    const auto& calendar = engine::default_rule_set().calendar;
    const auto due = engine::compute_due(calendar, *start, {how.amount, *unit}, {});
    if (!due) {
        std::cerr << due.error() << "\n";
        return failed;
    }
    json counted = json::array();
    json skipped = json::array();
    for (const auto& day : due->days) {
        if (day.counts) {
            counted.push_back(events::to_text(day.day));
        } else {
            skipped.push_back({{"day", events::to_text(day.day)},
                               {"why", std::string{events::name_of(day.why)}}});
        }
    }
    print(json{{"from", events::to_text(*start)},
               {"due", events::to_text(*due->at)},
               {"last_day", events::to_text(engine::last_day_of(*due->at))},
               {"days_counted", counted},
               {"days_skipped", skipped},
               {"calendar", calendar.id()},
               {"calendar_version", calendar.version()}},
          how.output);
    return done;
}

int show_lifecycle(const options& how) {
    const auto name = events::enum_of<events::lifecycle>(how.name);
    if (!name) {
        std::cerr << "there is no lifecycle " << how.name
                  << "; `motcua lifecycle list` names them\n";
        return not_found;
    }
    const auto& table = engine::table_of(*name);
    if (how.format == "mermaid") {
        std::cout << engine::print_mermaid(table);
    } else if (how.format == "bpmn") {
        std::cout << engine::print_bpmn(table);
    } else {
        std::cout << engine::print_table(table);
    }
    return done;
}

} // namespace

void add_law_commands(CLI::App& app, int& result) {
    auto how = std::make_shared<options>();
    auto* deadline = app.add_subcommand("deadline", "Periods of the law")->require_subcommand(1);
    auto* one = deadline->add_subcommand("compute", "When a period ends, day by day");
    one->add_option("--from", how->from)->required();
    one->add_option("--amount", how->amount)->required();
    one->add_option("--unit", how->unit)->required();
    one->add_option("--output", how->output, "json");
    one->callback([&result, how] { result = compute(*how); });

    auto* lifecycle = app.add_subcommand("lifecycle", "The tables")->require_subcommand(1);
    lifecycle->add_subcommand("list", "Their names")->callback([&result] {
        for (const auto* table : engine::all_lifecycles()) {
            std::cout << events::name_of(table->name) << "\n";
        }
        result = done;
    });
    auto* show = lifecycle->add_subcommand("show", "One of them");
    show->add_option("NAME", how->name)->required();
    show->add_option("--format", how->format)->check(CLI::IsMember({"table", "mermaid", "bpmn"}));
    show->callback([&result, how] { result = show_lifecycle(*how); });

    app.add_subcommand("office", "The offices")->callback([&result] {
        for (const auto& office : engine::default_rule_set().offices) {
            std::cout << office.key.str() << "\t" << office.name << "\n";
        }
        result = done;
    });
}

} // namespace ops
