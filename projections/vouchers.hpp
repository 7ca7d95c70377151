#pragma once

#include "engine/case_state.hpp"
#include "projections/period.hpp"
#include "projections/snapshot.hpp"

#include <vector>

namespace projections {

/// A voucher of a matter, with the names under which an accountant may know the matter.
struct known_voucher {
    events::case_id subject;
    std::string code;            ///< mã hồ sơ
    std::string decision_number; ///< empty before a decision
    engine::voucher money;
};

/// The vouchers of an office that are dated in the period: by day, then by case.
[[nodiscard]] std::vector<known_voucher>
vouchers_of(const snapshot& view, const events::office_code& office, const period& when);

} // namespace projections
