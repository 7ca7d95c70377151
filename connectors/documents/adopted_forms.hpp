#pragma once

#include "engine/forms/form.hpp"

#include <filesystem>
#include <vector>

namespace connectors {

/// The file of a data folder that says which versions of forms the office has adopted, although
/// the rules could not verify them: one `form.version` a line, `#` begins a remark.
inline constexpr const char* adopted_forms_file = "forms-adopted.txt";

/// The forms of the rule set, with what the folder has adopted. Throws events::fault
/// `forms-adopted-bad` for a line that names no version of a form, with its number.
[[nodiscard]] std::vector<engine::form> forms_of(const engine::rule_set& rules,
                                                 const std::filesystem::path& data);

} // namespace connectors
