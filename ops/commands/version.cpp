#include "engine/rule_set.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

int version(invocation& on, const arguments&) {
    const auto& rules = on.rules();
    on.out().one(
        {{"version", MOTCUA_VERSION}, {"rules", rules.id.str()}, {"calendar", rules.calendar.id()}},
        {{"motcua", "motcua", "/version"},
         {"Bộ quy tắc", "Rules", "/rules"},
         {"Lịch làm việc", "Calendar", "/calendar"}});
    return done;
}

} // namespace

noun version_noun() {
    return {"version",
            "Which motcua this is",
            {{"",
              "Which motcua this is, and by which rules it judges",
              {"motcua version"},
              {},
              version}}};
}

} // namespace ops
