#pragma once

#include "connectors/api/call.hpp"
#include "engine/command.hpp"

#include <optional>
#include <string>

namespace connectors::api {

/// Of the steps by which a matter ends that is confirmed to be performed, checks what lies in the
/// other case; `known` is the step's own, null when it opens one. A request that has counted is
/// left alone, whatever became of the other case since: it is to be answered as it was.
/// - Who confirms how far a matter is performed: the matter must be one of the same agency whose
///   decision is enforced, which the caller may read, and what is confirmed to be all must be
///   recorded there, unless the matter is closed already. Another name of it, such as its id, gives
///   way to its code.
/// - Who notes that the matter has ended: where it is here, it must have.
/// - Who ends the enforcement: a confirmation that is a case here must be issued and confirm all of
///   this matter; the number of a paper is not looked at.
/// Throws refusal `invalid_input`, `case_unknown`, `forbidden`.
void check_confirmed_matter(call& of, engine::command& what, const engine::case_state* known);

/// The code of the confirmation by which the matter ended by law, once that has been withdrawn and
/// nothing in its place confirms the same. No law that was read opens the matter again: whoever
/// looks at it is to see on what it ended.
[[nodiscard]] std::optional<std::string>
withdrawn_confirmation_of(call& of, const engine::case_state& matter);

} // namespace connectors::api
