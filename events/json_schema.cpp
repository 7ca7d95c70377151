#include "events/json_schema.hpp"

namespace events::schema {

json one_of(std::span<const std::string_view> words) {
    json all = json::array();
    for (const auto word : words) {
        all.push_back(std::string{word});
    }
    return {{"type", "string"}, {"enum", std::move(all)}};
}

void add_members(std::span<const member_shape> all, json& properties, json& required) {
    for (const auto& one : all) {
        properties[std::string{one.name}] = one.make();
        if (one.required) {
            required.push_back(std::string{one.name});
        }
    }
}

json object_of(std::span<const member_shape> all) {
    json properties = json::object();
    json required = json::array();
    add_members(all, properties, required);
    return {{"type", "object"}, {"properties", properties}, {"required", required}};
}

} // namespace events::schema
