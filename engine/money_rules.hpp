#pragma once

#include "engine/case_state.hpp"
#include "engine/command.hpp"
#include "engine/rejection.hpp"

namespace engine {

/// The rule that refuses a voucher, or null.
[[nodiscard]] const step_rule* refused_voucher(const case_state& state, const record_money& what);
[[nodiscard]] const step_rule* refused_cash(const case_state& state, const pay_cash_in& what);

} // namespace engine
