#pragma once

#include "projections/cases.hpp"

namespace projections {

struct alert_row {
    case_row matter;
    engine::alert what;
};

/// Alerts of an office in one state, longest due first.
[[nodiscard]] page<alert_row> list_alerts(const snapshot& view, const events::office_code& office,
                                          engine::alert_status state, const page_request& which);

struct alert_counts {
    std::uint64_t raised = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t escalated = 0;
};
/// The living alerts of an office.
[[nodiscard]] alert_counts count_alerts(const snapshot& view, const events::office_code& office);

} // namespace projections
