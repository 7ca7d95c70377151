#include "ops/commands/office_options.hpp"

#include "ops/commands/listing.hpp"

namespace ops {

std::vector<argument> office_options() {
    return {option("office", "KEY", "Of this office; of all where you may look unless named"),
            flag("below", "And of the offices below it")};
}

void pass_on_flag(question& into, const arguments& given, const std::string& name) {
    if (given.has(name)) {
        into.query.push_back({name, "true"});
    }
}

void pass_on_office(question& into, const arguments& given) {
    pass_on(into, given, "office");
    pass_on_flag(into, given, "below");
}

} // namespace ops
