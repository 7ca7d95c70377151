#pragma once

#include "ops/cli/command.hpp"

#include <string>

namespace ops {

/// The options and words that give the fields of a step.
[[nodiscard]] argument json_option();
[[nodiscard]] argument fields_words();

/// The body of a step: what `--json` names (a file, `-` for standard input), with the fields
/// `name=value` put over it. A value that is JSON is taken as such, any other, and
/// all of a field that the step takes as text, as text; a reason, an explanation or a place in
/// words becomes the member `words`, with the code `stated` in its place. Throws usage_error.
[[nodiscard]] std::string body_of(const arguments& given);

} // namespace ops
