#pragma once

#include "events/vault.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace connectors {

/// What a box holds; an empty object when the person was erased or the box holds something else.
[[nodiscard]] nlohmann::json opened_object(const events::vault& keys,
                                           const events::sealed_box& box);

/// The member as text; empty when there is none, or when it is no text.
[[nodiscard]] std::string text_member(const nlohmann::json& object, const char* name);

} // namespace connectors
