#pragma once

#include "ops/cli/command.hpp"

#include <map>
#include <string>
#include <vector>

namespace ops {

/// A command line that was understood.
struct parsed_line {
    const command* what = nullptr; ///< null: only `text` is to be printed
    arguments given;
    std::map<std::string, std::string> common; ///< of common_arguments(), what was given
    std::string text;                          ///< help or the version
};

/// Throws usage_error. `all` must outlive what is returned.
[[nodiscard]] parsed_line parse(const std::vector<noun>& all, const std::vector<std::string>& line);

} // namespace ops
