#pragma once

#include <string_view>

namespace engine {

/// How the kind of a document begins that belongs to an office and to no case:
/// `closing/follow_up_register/2017-q3`.
inline constexpr std::string_view office_paper_prefix = "closing/";

} // namespace engine
