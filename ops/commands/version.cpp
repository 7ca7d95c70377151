#include "engine/rule_set.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

/// A server is asked which it is: what it runs may be older than this program.
json told_by(invocation& on) {
    if (on.is_remote()) {
        return ask_json(on.api(), {.path = "/v1/version"});
    }
    const auto& rules = on.rules();
    return {
        {"version", MOTCUA_VERSION}, {"rules", rules.id.str()}, {"calendar", rules.calendar.id()}};
}

int version(invocation& on, const arguments&) {
    on.out().one(told_by(on), {{"motcua", "motcua", "/version"},
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
              {"motcua version", "motcua version --server http://127.0.0.1:8480"},
              {},
              version}}};
}

} // namespace ops
