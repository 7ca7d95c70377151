#pragma once

#include <map>
#include <string>

namespace engine {

/// JSON texts by path below schemas/, for example procedures/enf_request.json.
using rule_files = std::map<std::string, std::string>;

} // namespace engine
