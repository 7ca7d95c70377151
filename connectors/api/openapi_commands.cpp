#include "connectors/api/openapi_commands.hpp"

#include "connectors/command_json.hpp"
#include "engine/decide.hpp"
#include "engine/lifecycles/transition.hpp"
#include "engine/watch_rules.hpp"

#include <fmt/format.h>

namespace connectors::api {

std::vector<std::string_view> commands_of(std::string_view path) {
    const bool of_case = path.starts_with("/v1/cases/");
    std::vector<std::string_view> out;
    for (const auto name : command_names()) {
        const auto detail = empty_command(name);
        const bool opens = engine::opens(detail);
        if (of_case ? !(opens && engine::is_watch_command(detail)) : opens) {
            out.push_back(name);
        }
    }
    return out;
}

std::string about_command(std::string_view name) {
    std::string out = "Roles:";
    for (const auto role : engine::roles_of(name)) {
        out += fmt::format(" {}", events::name_of(role));
    }
    out += ".\n";
    for (const auto* table : engine::all_lifecycles()) {
        for (const auto& row : table->rows()) {
            if (row.command != name) {
                continue;
            }
            out += fmt::format("\n- {}: {} → {}, records `{}`", events::name_of(table->name),
                               events::name_of(row.from), events::name_of(row.to), row.records);
            for (const auto* rule : row.guards) {
                out += fmt::format("; {}", rule->en);
                if (!rule->source.empty()) {
                    out += fmt::format(" ({})", rule->source);
                }
            }
        }
    }
    return out;
}

json command_component(std::string_view name) {
    auto out = json::parse(command_schema(name));
    out.erase("$schema");
    out.erase("$id");
    return out;
}

} // namespace connectors::api
