#pragma once

#include "engine/case_state.hpp"

#include <string_view>

/// How long a petition that was filed away is kept: what the end of a case begins, and nobody is
/// late with. Once it is over, whether the petition is destroyed is to be decided; within how many
/// days no text says (Thông tư 13/2021/TT-BTP Điều 8.4, 16.3; decision 0062).
namespace engine {

inline constexpr std::string_view keeping_period = "keep_filed_away";

/// The rung at which the watch tells that the time is over.
inline constexpr std::string_view rung_kept = "kept";

/// Whether the period is that of a petition which is kept, and about which nothing was decided yet.
[[nodiscard]] inline bool runs_while_kept(const case_state& state, const deadline& one) {
    return state.at == events::status::filed_away && one.open() && one.id == keeping_period;
}

} // namespace engine
