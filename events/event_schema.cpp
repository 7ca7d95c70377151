#include "events/codec.hpp"
#include "events/event_attributes.hpp"

#include <nlohmann/json.hpp>

namespace events {
namespace {

using json = nlohmann::ordered_json;

template <class T> json schema_of();

template <class T> struct schema_for;
template <class Tag> struct schema_for<strong_string<Tag>> {
    static json make() { return {{"type", "string"}}; }
};
template <> struct schema_for<std::string> {
    static json make() { return {{"type", "string"}}; }
};
template <> struct schema_for<bool> {
    static json make() { return {{"type", "boolean"}}; }
};
template <> struct schema_for<digest> {
    static json make() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}}; }
};
template <> struct schema_for<instant> {
    static json make() { return {{"type", "string"}, {"format", "date-time"}}; }
};
template <> struct schema_for<local_date> {
    static json make() { return {{"type", "string"}, {"format", "date"}}; }
};
template <std::integral I> struct schema_for<I> {
    static json make() {
        json out{{"type", "integer"}};
        if constexpr (std::is_unsigned_v<I>) {
            out["minimum"] = 0;
        }
        return out;
    }
};
template <named_enum E> struct schema_for<E> {
    static json make() {
        json words = json::array();
        for (const auto name : enum_names<E>::names) {
            words.push_back(std::string{name});
        }
        return {{"type", "string"}, {"enum", std::move(words)}};
    }
};
template <class T> struct schema_for<std::optional<T>> {
    static json make() { return schema_of<T>(); }
};
template <class T> struct schema_for<std::vector<T>> {
    static json make() { return {{"type", "array"}, {"items", schema_of<T>()}}; }
};

/// Adds the members of T to the properties and the list of required names.
template <described T> void add_members(json& properties, json& required) {
    T sample{};
    for_each_field(sample, [&](std::string_view name, auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        properties[std::string{name}] = schema_of<M>();
        if constexpr (!is_optional<M> && !is_vector<M>) {
            required.push_back(std::string{name});
        }
    });
}

template <described T> struct schema_for<T> {
    static json make() {
        json properties = json::object();
        json required = json::array();
        add_members<T>(properties, required);
        return {{"type", "object"}, {"properties", properties}, {"required", required}};
    }
};

template <class T> json schema_of() { return schema_for<T>::make(); }

json constant(std::string_view value) { return {{"const", std::string{value}}}; }

json envelope_schema(std::string_view name) {
    json p = json::object();
    p["specversion"] = constant("1.0");
    p["id"] = schema_of<event_id>();
    p["source"] = {{"type", "string"}, {"pattern", "^/offices/.+$"}};
    p["type"] = constant(fmt::format("{}{}.v1", envelope::type_prefix, name));
    p["subject"] = schema_of<case_id>();
    p["time"] = schema_of<instant>();
    p["recordedtime"] = schema_of<instant>();
    p["datacontenttype"] = constant("application/json");
    p["dataschema"] = {{"type", "string"}};
    p["partitionkey"] = schema_of<office_code>();
    p["sequence"] = {{"type", "string"}, {"pattern", "^[0-9]{8,}$"}};
    p["prev"] = schema_of<digest>();
    p["command"] = schema_of<command_id>();
    p["causationid"] = schema_of<std::string>();
    p["correlationid"] = schema_of<std::string>();
    p["actor"] = schema_of<officer_id>();
    p["actingas"] = schema_of<role>();
    p["rules"] = schema_of<rules_id>();
    p["traceparent"] = schema_of<std::string>();
    return p;
}

template <described T> json whole_schema() {
    json data_properties = json::object();
    json data_required = json::array();
    add_members<facts>(data_properties, data_required);
    const auto before = data_properties.size();
    T sample{};
    add_members<T>(data_properties, data_required);
    std::size_t own = 0;
    for_each_field(sample, [&](std::string_view, auto&) { ++own; });
    if (data_properties.size() != before + own) {
        throw std::logic_error("a field of " + std::string{T::name} + " is named like a fact");
    }
    json properties = envelope_schema(T::name);
    properties["data"] = {{"type", "object"},
                          {"properties", std::move(data_properties)},
                          {"required", std::move(data_required)}};
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"$id", fmt::format("{}{}.v1.json", envelope::schema_prefix, T::name)},
            {"title", std::string{T::name}},
            {"type", "object"},
            {"properties", std::move(properties)},
            {"required",
             {"specversion", "id", "source", "type", "subject", "time", "recordedtime", "sequence",
              "command", "actor", "actingas", "rules", "data"}}};
}

template <std::size_t I = 0> std::string schema_named(std::string_view name) {
    if constexpr (I == std::variant_size_v<payload>) {
        throw std::out_of_range("no event type is called " + std::string{name});
    } else {
        using T = std::variant_alternative_t<I, payload>;
        if constexpr (described<T>) {
            if (T::name == name) {
                return whole_schema<T>().dump(2) + "\n";
            }
        }
        return schema_named<I + 1>(name);
    }
}

} // namespace

std::string event_schema(std::string_view name) { return schema_named(name); }

const std::vector<std::string_view>& event_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> out;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            const auto one = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
                using T = std::variant_alternative_t<K, payload>;
                if constexpr (described<T>) {
                    out.push_back(T::name);
                }
            };
            (one(std::integral_constant<std::size_t, I>{}), ...);
        }(std::make_index_sequence<std::variant_size_v<payload>>{});
        return out;
    }();
    return names;
}

} // namespace events
