#include "events/attribute_schema.hpp"
#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/json_schema.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <span>
#include <stdexcept>

namespace events {
namespace {

using schema::json;

json constant(std::string_view value) { return {{"const", std::string{value}}}; }

json envelope_schema(std::string_view name) {
    json p = json::object();
    p["specversion"] = constant("1.0");
    p["id"] = schema::of<event_id>();
    p["source"] = {{"type", "string"}, {"pattern", "^/offices/.+$"}};
    p["type"] = constant(fmt::format("{}{}.v1", envelope::type_prefix, name));
    p["subject"] = schema::of<case_id>();
    p["time"] = schema::of<instant>();
    p["recordedtime"] = schema::of<instant>();
    p["datacontenttype"] = constant("application/json");
    p["dataschema"] = {{"type", "string"}};
    p["partitionkey"] = schema::of<office_code>();
    p["sequence"] = {{"type", "string"}, {"pattern", "^[0-9]{8,}$"}};
    schema::add_links(p);
    return p;
}

json whole_schema(std::string_view name, std::span<const schema::member_shape> own) {
    json data_properties = json::object();
    json data_required = json::array();
    schema::add_members<facts>(data_properties, data_required);
    const auto before = data_properties.size();
    schema::add_members(own, data_properties, data_required);
    if (data_properties.size() != before + own.size()) {
        throw std::logic_error("a field of " + std::string{name} + " is named like a fact");
    }
    json properties = envelope_schema(name);
    properties["data"] = {{"type", "object"},
                          {"properties", std::move(data_properties)},
                          {"required", std::move(data_required)}};
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"$id", fmt::format("{}{}.v1", envelope::schema_prefix, name)},
            {"title", std::string{name}},
            {"type", "object"},
            {"properties", std::move(properties)},
            {"required",
             {"specversion", "id", "source", "type", "subject", "time", "recordedtime", "sequence",
              "command", "actor", "actingas", "rules", "data"}}};
}

/// The members of each event type, by its index; none of unknown_event.
constexpr auto members_of = []<std::size_t... I>(std::index_sequence<I...>) {
    using members = std::span<const schema::member_shape>;
    return std::array<members, sizeof...(I)>{[] {
        using T = std::variant_alternative_t<I, payload>;
        if constexpr (described<T>) {
            return members{schema::member_shapes<T>};
        } else {
            return members{};
        }
    }()...};
}(std::make_index_sequence<std::variant_size_v<payload>>{});

} // namespace

std::string event_schema(std::string_view name) {
    const auto at = payload_index(name);
    if (!at) {
        throw std::out_of_range("no event type is called " + std::string{name});
    }
    return whole_schema(name, members_of[*at]).dump(2) + "\n";
}

const std::vector<std::string_view>& event_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> out(payload_names.begin(), payload_names.end());
        std::erase(out, ""); // unknown_event
        return out;
    }();
    return names;
}

} // namespace events
