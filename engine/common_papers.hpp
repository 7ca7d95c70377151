#pragma once

#include "engine/record.hpp"

/// What one paper, or one request, is to several cases: by the law of the day of receipt, which is
/// data of the procedure (`common`). Whoever gives the step has looked into the other case.
namespace engine {

[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const issue_decision& offer);
[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const docket_complaint& offer);
/// The request came once, and its days run from then in each of its cases.
[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const receive_request& offer);

} // namespace engine
