#pragma once

#include <string>

namespace ops {

/// A password: the first line of stdin when `from_stdin`, else asked for on the terminal, twice
/// when it is a new one. Throws usage_error when there is no terminal.
[[nodiscard]] std::string read_password(const std::string& prompt, bool from_stdin, bool is_new);

/// Twelve letters and digits that are not mistaken for each other, in groups: 60 random bits.
[[nodiscard]] std::string random_password();

} // namespace ops
