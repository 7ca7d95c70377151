#pragma once

#include <string>

namespace ops {

/// How this program is called from where the user stands: `motcua` when the shell finds it so, else
/// its path.
[[nodiscard]] std::string own_name();

} // namespace ops
