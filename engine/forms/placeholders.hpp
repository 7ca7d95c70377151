#pragma once

#include <string_view>

namespace engine {

/// Calls `plain` with each stretch of text and `name` with each {{name}}, in order.
template <class Plain, class Name>
void each_placeholder(std::string_view text, Plain&& plain, Name&& name) {
    while (!text.empty()) {
        const auto open = text.find("{{");
        const auto close = open == std::string_view::npos ? open : text.find("}}", open);
        if (close == std::string_view::npos) {
            plain(text);
            return;
        }
        if (open > 0) {
            plain(text.substr(0, open));
        }
        name(text.substr(open + 2, close - open - 2));
        text.remove_prefix(close + 2);
    }
}

} // namespace engine
