#pragma once

#include "engine/record.hpp"

#include <string_view>

/// What one paper, or one request, is to several cases: by the law of the day of receipt, which is
/// data of the procedure (`common`). Whoever gives the step has looked into the other case.
namespace engine {

inline constexpr std::string_view common_decision_source =
    "Nghị định 62/2015/NĐ-CP Điều 6.2, 7.1, 7.3; Nghị định 152/2026/NĐ-CP Điều 11.1";
inline constexpr std::string_view common_notice_source = "Thông tư 13/2021/TT-BTP Điều 9.1";
/// Not before July 2026, and then by this text alone.
inline constexpr std::string_view shared_request_source = "Nghị định 152/2026/NĐ-CP Điều 11.1";

[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const issue_decision& offer);
[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const docket_complaint& offer);
/// The request came once, and its days run from then in each of its cases.
[[nodiscard]] std::optional<rejection> refused_common(const step_input& step,
                                                      const receive_request& offer);

} // namespace engine
