#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// What the sender wrote this time: without `>` lines, without the line that introduces them, and
/// without what follows an "original message" rule of Outlook or a web mail. Lines end in LF.
[[nodiscard]] std::string without_quotes(std::string_view text);

} // namespace connectors
