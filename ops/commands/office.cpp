#include "engine/rule_set.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

int list(invocation& on, const arguments&) {
    list_printer rows(on.out(), {{"Khóa", "Key", "/key"},
                                 {"Tên", "Name", "/name"},
                                 {"Cấp", "Level", "/level", shape::code},
                                 {"Thuộc", "Below", "/parent"}});
    for (const auto& one : engine::default_rule_set().offices) {
        rows.add({{"key", one.key.str()},
                  {"name", one.name},
                  {"level", std::string{events::name_of(one.level)}},
                  {"parent", one.parent.str()}});
    }
    rows.end();
    return done;
}

} // namespace

noun office_noun() {
    return {"office",
            "The offices",
            {{"list", "Their keys, names and places", {"motcua office list"}, {}, list}}};
}

} // namespace ops
