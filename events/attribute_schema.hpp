#pragma once

#include "events/event.hpp"
#include "events/json_schema.hpp"

namespace events::schema {

/// Adds the attributes of an event that say what it follows, and who made it under which rules, in
/// the order in which they are written.
inline void add_links(json& properties) {
    properties["prev"] = of<digest>();
    properties["command"] = of<command_id>();
    properties["causationid"] = of<std::string>();
    properties["correlationid"] = of<std::string>();
    properties["actor"] = of<officer_id>();
    properties["actingas"] = of<role>();
    properties["rules"] = of<rules_id>();
    properties["traceparent"] = of<std::string>();
}

} // namespace events::schema
