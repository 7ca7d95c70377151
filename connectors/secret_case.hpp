#pragma once

#include "engine/authorise.hpp"
#include "engine/case_state.hpp"
#include "projections/cases.hpp"

namespace connectors {

/// Whether the persons of a case are shown to the few who handle denunciations only (Luật Tố cáo
/// 25/2018/QH14 Điều 9): a denunciation, help towards one, or anything else that knows who
/// denounced and was not sorted into another procedure. Ask it of the newest state: what a case
/// became says how secret it was.
[[nodiscard]] bool is_secret_case(const engine::case_state& state);
[[nodiscard]] bool is_secret_case(const projections::case_row& row);

/// What the caller must be allowed to do to see the persons of the case.
[[nodiscard]] engine::action reading_persons_of(const engine::case_state& state);

} // namespace connectors
