#pragma once

#include "engine/lifecycles/transition.hpp"

#include <string>

namespace engine {

/// The table as aligned text: from · command · to · records · guards. The golden file.
[[nodiscard]] std::string print_table(const lifecycle_table& table);
/// Mermaid `stateDiagram-v2`.
[[nodiscard]] std::string print_mermaid(const lifecycle_table& table);
/// BPMN 2.0 XML: a process with a task for every step and an exclusive gateway for every status.
[[nodiscard]] std::string print_bpmn(const lifecycle_table& table);

/// The published file schemas/lifecycles/<name>.json, with a line for each status, rule and step:
/// what the table says, and which roles may give the command.
[[nodiscard]] std::string print_json(const lifecycle_table& table);

/// The name in Vietnamese, for people: statuses and commands of the tables.
[[nodiscard]] std::string_view vietnamese(events::status at);

} // namespace engine
