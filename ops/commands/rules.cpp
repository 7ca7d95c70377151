#include "engine/rules/check.hpp"
#include "engine/rules/rule_folder.hpp"
#include "events/json_write.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/invocation.hpp"
#include "ops/commands/catalogue.hpp"

#include <algorithm>

namespace ops {
namespace {

engine::rule_files files_of(const arguments& given) {
    return given.has("folder") ? engine::read_rule_folder(given.text("folder"))
                               : engine::embedded_rule_files();
}

int check(invocation& on, const arguments& given) {
    const auto found = engine::check_rules(files_of(given));
    list_printer list{on.out(),
                      {{"Loại", "Kind", "/kind", shape::code},
                       {"Tệp", "File", "/file"},
                       {"Dòng", "Line", "/line", shape::number},
                       {"Mục", "Item", "/what"},
                       {"Lý do", "Reason", "/reason"},
                       {"Nguồn", "Source", "/source"}}};
    std::int64_t errors = 0;
    for (const auto& one : found) {
        errors += one.kind == engine::finding_kind::error ? 1 : 0;
        list.add(events::json_of(one));
    }
    list.end({{"errors", errors}});
    return errors == 0 ? done : failed;
}

int diff(invocation& on, const arguments& given) {
    list_printer list{on.out(),
                      {{"Tệp", "File", "/file"},
                       {"Vị trí", "Place", "/pointer"},
                       {"Trước", "Before", "/before"},
                       {"Sau", "After", "/after"}}};
    for (const auto& one :
         engine::diff_rules(engine::read_rule_folder(given.text("BEFORE")), files_of(given))) {
        list.add(events::json_of(one));
    }
    list.end();
    return done;
}

argument folder() {
    return path_of(completes::folder,
                   option("folder", "DIR", "Laid out like schemas/; else the rules built in"));
}

} // namespace

noun rules_noun() {
    return {
        "rules",
        "The legal data",
        {{"check",
          "Errors with file, line and reason; what is unverified; periods that no step starts",
          {"motcua rules check", "motcua rules check --folder schemas --output jsonl"},
          {folder()},
          check},
         {"diff",
          "Every place that differs",
          {"motcua rules diff old/schemas --folder schemas"},
          {path_of(completes::folder, word("BEFORE", "A folder laid out like schemas/")), folder()},
          diff}}};
}

} // namespace ops
