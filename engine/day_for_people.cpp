#include "engine/day_for_people.hpp"

#include <fmt/format.h>

namespace engine {

std::string day_for_people(events::local_date day) {
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(day.day()),
                       static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
}

} // namespace engine
