#pragma once

#include "connectors/api/answer_json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace connectors::api {

/// The commands that the path of a command operation takes.
[[nodiscard]] std::vector<std::string_view> commands_of(std::string_view path);
/// Who may give it, and every row of the tables that it is.
[[nodiscard]] std::string about_command(std::string_view name);
/// The schema of its body as a component: without identity of its own.
[[nodiscard]] json command_component(std::string_view name);

} // namespace connectors::api
