#pragma once

#include "engine/commands.hpp"
#include "events/facts.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Somebody wants a step. Personal data is already sealed: decide never sees it in clear.
struct command {
    events::command_id id;
    events::office_code office;
    events::case_id subject;                       ///< the case; empty for a command that opens one
    std::optional<std::uint64_t> expected_version; ///< refuse when the case has moved on
    events::officer_id actor;
    events::role acting_as = events::role::system;
    std::optional<events::instant> happened; ///< when it happened, if not now
    std::vector<std::string> grounds;        ///< codes of the procedure's grounds
    std::vector<events::document_ref> documents;
    std::vector<events::sealed_box> sealed;
    std::optional<events::digest> fingerprint; ///< of the request, as events::facts has it
    std::optional<std::string> causation;
    std::optional<std::string> correlation;
    std::optional<std::string> traceparent;
    command_detail detail;
};

} // namespace engine
