#include "engine/lifecycles/print.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/nearest.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <ostream>

namespace ops {
namespace {

std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto* table : engine::all_lifecycles()) {
        out.emplace_back(events::name_of(table->name));
    }
    return out;
}

int list(invocation& on, const arguments&) {
    list_printer rows(on.out(), {{"Tên", "Name", "/name"},
                                 {"Vòng đời", "Lifecycle", "/name", shape::code},
                                 {"Số bước", "Steps", "/steps", shape::number}});
    for (const auto* table : engine::all_lifecycles()) {
        rows.add(
            {{"name", std::string{events::name_of(table->name)}}, {"steps", table->rows().size()}});
    }
    rows.end();
    return done;
}

int show(invocation& on, const arguments& given) {
    const auto& asked = given.text("NAME");
    const auto name = events::enum_of<events::lifecycle>(asked);
    if (!name) {
        throw not_found_error("there is no lifecycle " + asked + did_you_mean(asked, names()));
    }
    const auto& table = engine::table_of(*name);
    const auto& as = given.text("format");
    on.out().data() << (as == "mermaid" ? engine::print_mermaid(table)
                        : as == "bpmn"  ? engine::print_bpmn(table)
                                        : engine::print_table(table));
    return done;
}

} // namespace

noun lifecycle_noun() {
    return {
        "lifecycle",
        "The tables of steps: from where, which, to where, under which rules",
        {
            {"list", "Their names", {"motcua lifecycle list"}, {}, list},
            {"show",
             "One of them, as a table or a diagram",
             {"motcua lifecycle show support", "motcua lifecycle show dossier --format mermaid"},
             {word("NAME", "Its name"), choice("format", {"table", "mermaid", "bpmn"}, "As what")},
             show},
        }};
}

} // namespace ops
