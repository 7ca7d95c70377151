#pragma once

#include "connectors/mail/templates.hpp"

#include <set>
#include <string>
#include <string_view>

/// The marks in the text of a letter: `{{name}}`, and `[[` and `]]`.
namespace connectors {

/// What stands between braces.
[[nodiscard]] std::set<std::string> names_in_letter(std::string_view text);

/// Without what would have nothing to say: lines that are a label and an empty value, and pieces
/// within `[[` and `]]` in which an empty value stands. Of the other pieces the marks fall away.
[[nodiscard]] std::string letter_with_something_to_say(std::string_view body,
                                                       const mail_values& values);

/// Throws events::fault `mail_template` when a value that it asks for is missing.
[[nodiscard]] std::string filled_letter(std::string_view text, const mail_values& values,
                                        std::string_view letter);

} // namespace connectors
