#pragma once

#include "engine/rules/check.hpp"

#include <string>
#include <vector>

namespace engine {

/// Of a procedure that can be read: papers that apply and are never demanded, because no step of it
/// asks for papers, or the one that does is not told what the paper depends on.
[[nodiscard]] std::vector<finding> paper_findings(const std::string& path, const std::string& text);

} // namespace engine
