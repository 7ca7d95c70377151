#pragma once

#include "ops/cli/command.hpp"

#include <vector>

namespace ops {

// A noun a file; its line in the catalogue is the only other place that knows it.
[[nodiscard]] noun demo_noun();
[[nodiscard]] noun init_noun();
[[nodiscard]] noun serve_noun();
[[nodiscard]] noun mail_noun();
[[nodiscard]] noun case_noun();
[[nodiscard]] noun document_noun();
[[nodiscard]] noun overdue_noun();
[[nodiscard]] noun deadline_noun();
[[nodiscard]] noun fee_noun();
[[nodiscard]] noun rules_noun();
[[nodiscard]] noun lifecycle_noun();
[[nodiscard]] noun office_noun();
[[nodiscard]] noun verify_noun();
[[nodiscard]] noun log_noun();
[[nodiscard]] noun grant_noun();
[[nodiscard]] noun login_noun();
[[nodiscard]] noun logout_noun();
[[nodiscard]] noun config_noun();
[[nodiscard]] noun completion_noun();
[[nodiscard]] noun version_noun();
[[nodiscard]] noun alert_noun();
[[nodiscard]] noun worklist_noun();
[[nodiscard]] noun register_noun();
[[nodiscard]] noun statistics_noun();
[[nodiscard]] noun refusal_noun();
[[nodiscard]] noun procedure_noun();
[[nodiscard]] noun account_noun();
[[nodiscard]] noun clock_noun();
[[nodiscard]] noun projection_noun();

/// In the order of the help.
[[nodiscard]] std::vector<noun> catalogue();

} // namespace ops
