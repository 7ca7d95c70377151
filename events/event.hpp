#pragma once

#include "events/catalogue.hpp"
#include "events/digest.hpp"
#include "events/facts.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace events {

/// Who, when, where, why and on what: the CloudEvents attributes of an event.
struct attributes {
    event_id id;
    office_code office;         ///< `source` is /offices/<office>; also the partition key
    case_id subject;            ///< the case, or another stream
    instant time{};             ///< when it happened
    instant recorded{};         ///< when it was entered
    std::uint64_t sequence = 0; ///< place in the case, from 1
    std::optional<digest> prev; ///< hash of the case's newest counting event; none for the first
    command_id command;
    std::optional<std::string> causation;   ///< id of the event that led to this one
    std::optional<std::string> correlation; ///< ties what belongs together across cases
    officer_id actor;
    role acting_as = role::system;
    rules_id rules;                         ///< the rule set that judged the step
    std::optional<std::string> traceparent; ///< W3C trace context of the request that began it

    bool operator==(const attributes&) const = default;
};

/// An immutable step of a case.
struct event {
    attributes about;
    facts common;
    payload detail;

    bool operator==(const event&) const = default;
};

} // namespace events
