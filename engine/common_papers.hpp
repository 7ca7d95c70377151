#pragma once

#include "engine/record.hpp"

#include <string_view>

/// What one paper, or one request, is to several cases: by the law of the day of receipt, which is
/// data of the procedure (`common`). Whoever gives the step has looked into the other case.
namespace engine {

inline constexpr std::string_view common_notice_source = "Thông tư 13/2021/TT-BTP Điều 9.1";
/// Of one decision for several cases: what is requested, and what the head decides ex officio, have
/// articles of their own.
[[nodiscard]] std::string_view common_decision_source(const rule_set& rules,
                                                      std::string_view procedure);
/// Of a case for each whom one request, or one judgment, is about.
[[nodiscard]] std::string_view shared_request_source(const rule_set& rules,
                                                     std::string_view procedure);

[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const issue_decision& offer);
[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const docket_complaint& offer);
/// The request came once, and its days run from then in each of its cases.
[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const receive_request& offer);

} // namespace engine
