#include "engine/commands.hpp"

namespace engine {

command_detail::command_detail() = default;
command_detail::command_detail(const command_detail& other) = default;
command_detail::command_detail(command_detail&& other) noexcept = default;
command_detail& command_detail::operator=(const command_detail& other) = default;
command_detail& command_detail::operator=(command_detail&& other) noexcept = default;
command_detail::~command_detail() = default;

bool command_detail::operator==(const command_detail& other) const {
    return static_cast<const command_alternatives&>(*this) ==
           static_cast<const command_alternatives&>(other);
}

} // namespace engine
