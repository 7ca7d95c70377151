#pragma once

#include "engine/case_state.hpp"

namespace connectors {

/// Whether the persons of a case are shown to the few who handle denunciations only (Luật Tố cáo
/// 25/2018/QH14 Điều 9): a denunciation, help towards one, or anything else that knows who
/// denounced and was not sorted into another procedure. Ask it of the newest state: what a case
/// became says how secret it was.
[[nodiscard]] bool is_secret_case(const engine::case_state& state);

} // namespace connectors
