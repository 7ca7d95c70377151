#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// The words of an HTML mail: tags, comments, scripts, styles and the head dropped, blocks and line
/// breaks as lines, entities decoded. For reading and searching only; never shown as HTML.
/// UTF-8 in and out; total.
[[nodiscard]] std::string text_of_html(std::string_view html);

} // namespace connectors
