#include "connectors/command_json.hpp"
#include "events/json_schema.hpp"

#include <fmt/format.h>

#include <span>
#include <stdexcept>

namespace connectors {
namespace {

using ordered = events::schema::json;

/// Commands are read strictly: no object takes a member that it does not know.
void close_objects(ordered& schema) {
    if (schema.is_object() && schema.value("type", "") == "object") {
        schema["additionalProperties"] = false;
    }
    if (schema.is_structured()) {
        for (auto& child : schema) {
            close_objects(child);
        }
    }
}

struct command_shape {
    std::string_view name;
    std::span<const events::schema::member_shape> members;
    std::span<const events::role> roles;
};

ordered schema_of_command(const command_shape& command) {
    ordered properties = ordered::object();
    ordered required = ordered::array();
    events::schema::add_members<common_input>(properties, required);
    ordered own = ordered::object();
    events::schema::add_members(command.members, own, required);
    for (const auto& [name, unused] : own.items()) {
        if (properties.contains(name)) {
            throw std::logic_error("a field of " + std::string{command.name} +
                                   " is named like a common member: " + name);
        }
    }
    own.update(properties);
    ordered roles = ordered::array();
    for (const auto as : command.roles) {
        roles.push_back(std::string{events::name_of(as)});
    }
    ordered out{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"$id", fmt::format("/schemas/commands/{}.json", command.name)},
                {"title", std::string{command.name}},
                {"type", "object"},
                {"properties", std::move(own)},
                {"required", std::move(required)}};
    close_objects(out);
    out["x-roles"] = std::move(roles);
    return out;
}

template <std::size_t I = 0> command_shape shape_of(std::string_view name) {
    if constexpr (I == std::variant_size_v<engine::command_detail>) {
        throw std::out_of_range("no command is called " + std::string{name});
    } else {
        using C = std::variant_alternative_t<I, engine::command_detail>;
        return C::name == name ? command_shape{C::name, events::schema::member_shapes<C>, C::roles}
                               : shape_of<I + 1>(name);
    }
}

} // namespace

std::string command_schema(std::string_view name) {
    return schema_of_command(shape_of(name)).dump(2) + "\n";
}

} // namespace connectors
