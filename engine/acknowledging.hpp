#pragma once

#include "engine/lifecycles/guard.hpp"
#include "engine/record.hpp"
#include "engine/rejection.hpp"

#include <optional>

/// What forbids to take in, or to answer, a document of another agency, and the period that it
/// begins (Nghị định 30/2020/NĐ-CP Điều 21.2).
namespace engine {

[[nodiscard]] const step_rule* refused_document(const case_state& state,
                                                const receive_agency_document& offer);
[[nodiscard]] const step_rule* refused_answer(const case_state& state,
                                              const answer_agency_document& offer);

/// One period runs at a time: that of the document which has waited longest, of those for which a
/// law gives one. Once it is answered, that of the next begins, from when that one came. By the law
/// of the day on which the document came, whenever the case did. `problem` where no calendar has a
/// due day.
void add_acknowledging_period(events::facts& facts, const step_input& step, const recorded& made,
                              std::optional<rejection>& problem);

} // namespace engine
