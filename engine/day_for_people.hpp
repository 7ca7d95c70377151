#pragma once

#include "events/instant.hpp"

#include <string>

namespace engine {

/// As people in Viet Nam write a day: 01/06/2017.
[[nodiscard]] std::string day_for_people(events::local_date day);

} // namespace engine
