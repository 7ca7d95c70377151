#pragma once

#include <string>

namespace events {

/// The description of the topics, AsyncAPI 3.0: what lies in each, under which key, with which
/// headers and settings, and a message for each event type. Published as schemas/asyncapi.json.
[[nodiscard]] std::string async_api();

} // namespace events
