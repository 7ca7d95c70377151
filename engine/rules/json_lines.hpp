#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Where things stand in a JSON text: the line, from 1, of every value by its JSON pointer (of a
/// member, the line of its name). Of a text that is no JSON, what comes before the first mistake.
[[nodiscard]] std::map<std::string, std::size_t> json_lines(std::string_view text);

/// A name that stands a second time in the same object: a parser keeps one of the two and says
/// nothing.
struct repeated_member {
    std::string pointer;
    std::size_t line = 1; ///< of the second one
};
[[nodiscard]] std::vector<repeated_member> repeated_members(std::string_view text);

/// The line of the pointer, or of the nearest place around it: a member that is missing is found at
/// its object.
[[nodiscard]] std::size_t line_of(const std::map<std::string, std::size_t>& lines,
                                  std::string_view pointer);

} // namespace engine
