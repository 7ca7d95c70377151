#include "events/vocabulary.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

std::vector<std::string> roles() {
    std::vector<std::string> out;
    for (const auto name : events::enum_names<events::role>::names) {
        if (name != "system") {
            out.emplace_back(name);
        }
    }
    return out;
}

int change(invocation& on, const arguments& given, const char* command, const char* role_field) {
    const auto& office = given.text("OFFICE");
    const json body{{"officer", given.text("OFFICER")},
                    {role_field, given.text("ROLE")},
                    {"at", office},
                    {"descendants", !given.has("here-only")}};
    static_cast<void>(ask_json(
        on.api(), post(path_to({"v1", "offices", office, "commands", command}), body.dump())));
    on.out().say(fmt::format("{} {} {} {} {}", given.text("OFFICER"),
                             command == std::string_view{"grant_role"} ? "is now" : "is no longer",
                             given.text("ROLE"), on.out().in("tại", "at"), office));
    return done;
}

int add(invocation& on, const arguments& given) {
    return change(on, given, "grant_role", "granted");
}

} // namespace

noun grant_noun() {
    return {"grant",
            "Who may act in which role at which office",
            {{"add",
              "Give an officer a role at an office and below it",
              {"motcua grant add lan counter_officer 96", "motcua grant add binh auditor '*'"},
              {word("OFFICER", "The officer's id"), one_of(roles(), word("ROLE", "The role")),
               word("OFFICE", "Key of the office, or * for all"),
               flag("here-only", "Not at the offices below it")},
              add}}};
}

} // namespace ops
