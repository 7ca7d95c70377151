#include "events/vocabulary.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <ostream>

namespace ops {
namespace {

int list_lifecycles(invocation& on, const arguments&) {
    return print_short_list(on, on.law(), {.path = "/v1/lifecycles"},
                            {{"Tên", "Name", "/name"},
                             {"Vòng đời", "Lifecycle", "/name", shape::code},
                             {"Số dòng", "Rows", "/rows", shape::number}},
                            on.out().in("không có vòng đời nào", "there are no lifecycles"));
}

int show_lifecycle(invocation& on, const arguments& given) {
    question asked{.path = path_to({"v1", "lifecycles", given.text("NAME")})};
    if (!given.has("format") && !on.out().is_table()) {
        const auto told = ask_json(on.law(), asked);
        if (on.out().how().as == output_format::json_document) {
            on.out().document(told);
            return done;
        }
        list_printer rows(on.out(), {{"", "", "/from"},
                                     {"", "", "/command"},
                                     {"", "", "/to"},
                                     {"", "", "/records"},
                                     {"", "", "/roles"}});
        for (const auto& row : told.value("rows", json::array())) {
            rows.add(row);
        }
        rows.end();
        return done;
    }
    asked.query.push_back({"format", given.has("format") ? given.text("format") : "table"});
    on.out().data() << ask(on.law(), asked).body << std::flush;
    return done;
}

std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto name : events::enum_names<events::lifecycle>::names) {
        out.emplace_back(name);
    }
    return out;
}

} // namespace

noun lifecycle_noun() {
    return {"lifecycle",
            "The tables of steps: from where, which, to where, under which rules",
            {
                {"list", "Their names", {"motcua lifecycle list"}, {}, list_lifecycles},
                {"show",
                 "One of them, as a table or a diagram",
                 {"motcua lifecycle show support", "motcua lifecycle show dossier --format mermaid",
                  "motcua lifecycle show complaint --format bpmn >complaint.bpmn"},
                 {one_of(names(), word("NAME", "Its name")),
                  choice("format", {"table", "mermaid", "bpmn"}, "As what")},
                 show_lifecycle},
            }};
}

} // namespace ops
