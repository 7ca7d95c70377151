#include "events/vocabulary.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

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

int list_grants(invocation& on, const arguments& given) {
    question asked{.path = "/v1/grants"};
    pass_on(asked, given, "officer");
    return print_short_list(on, on.api(), asked,
                            {{"Cán bộ", "Officer", "/officer"},
                             {"Họ tên", "Name", "/name"},
                             {"Mã vai trò", "Code of the role", "/role"},
                             {"Vai trò", "Role", "/role", shape::code},
                             {"Cơ quan", "Office", "/office"},
                             {"Và cấp dưới", "And below", "/descendants", shape::yes},
                             {"Từ", "Since", "/since", shape::time},
                             {"Người giao", "By", "/by_name /by"}},
                            on.out().in("chưa có ai được giao vai trò", "nobody has a role"));
}

void give(invocation& on, const arguments& given, const char* command, json body) {
    const auto& office = given.text("OFFICE");
    body["officer"] = given.text("OFFICER");
    body["at"] = office;
    static_cast<void>(ask_json(
        on.api(), post(path_to({"v1", "offices", office, "commands", command}), body.dump())));
}

int add_grant(invocation& on, const arguments& given) {
    give(on, given, "grant_role",
         {{"granted", given.text("ROLE")}, {"descendants", !given.has("here-only")}});
    on.out().say(
        fmt::format(fmt::runtime(on.out().in("{} có vai trò {} tại {}", "{} is {} at {} now")),
                    given.text("OFFICER"), given.text("ROLE"), given.text("OFFICE")));
    return done;
}

/// Whether they have the role there, as far as is known here; nothing when who asks may not look.
std::optional<bool> has_role(invocation& on, const arguments& given) {
    try {
        const auto listed = ask_json(
            on.api(), {.path = "/v1/grants", .query = {{"officer", given.text("OFFICER")}}});
        const auto items = listed.value("items", json::array());
        return std::ranges::any_of(items, [&](const json& one) {
            return one.value("role", "") == given.text("ROLE") &&
                   one.value("office", "") == given.text("OFFICE");
        });
    } catch (const refused&) {
        return std::nullopt;
    }
}

int revoke(invocation& on, const arguments& given) {
    const bool had_none = !has_role(on, given).value_or(true);
    // Recorded all the same: another node may have given it a moment ago.
    give(on, given, "revoke_role", {{"revoked", given.text("ROLE")}});
    const auto text =
        had_none ? on.out().in("{} không có vai trò {} tại {}; việc thu hồi vẫn được ghi lại",
                               "{} did not have the role {} at {}; that it is revoked is recorded")
                 : on.out().in("{} không còn vai trò {} tại {}", "{} is no longer {} at {}");
    on.out().say(fmt::format(fmt::runtime(text), given.text("OFFICER"), given.text("ROLE"),
                             given.text("OFFICE")));
    return done;
}

} // namespace

noun grant_noun() {
    const auto officer = word("OFFICER", "The officer's id");
    const auto role = one_of(roles(), word("ROLE", "The role"));
    const auto office = word("OFFICE", "Key of the office, or * for all");
    return {"grant",
            "Who may act in which role at which office",
            {
                {"list",
                 "Who may act in which role where",
                 {"motcua grant list", "motcua grant list --officer lan"},
                 {option("officer", "ID", "Only this officer's")},
                 list_grants},
                {"add",
                 "Give an officer a role at an office and below it",
                 {"motcua grant add lan counter_officer 96", "motcua grant add binh auditor '*'"},
                 {officer, role, office, flag("here-only", "Not at the offices below it")},
                 add_grant},
                {"revoke",
                 "Take a role away; it acts at once",
                 {"motcua grant revoke lan counter_officer 96"},
                 {officer, role, office},
                 revoke},
            }};
}

} // namespace ops
