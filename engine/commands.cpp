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

std::string_view name_of(const command_detail& what) {
    return std::visit([](const auto& c) { return std::remove_cvref_t<decltype(c)>::name; }, what);
}

} // namespace engine
