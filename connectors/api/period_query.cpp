#include "connectors/api/period_query.hpp"

namespace connectors::api {

projections::period period_of(const call& of) {
    const auto when = projections::period_from_text(required_query(of, "period"));
    if (!when) {
        refuse_parameter("period",
                         {"Phải là kỳ thống kê, ví dụ stat-2018, stat-2018-m6, 2017, 2017-h1, "
                          "2017-q3, 2017-06 hoặc 2017-06-01..2017-06-15.",
                          "Must be a period, such as stat-2018, stat-2018-m6, 2017, 2017-h1, "
                          "2017-q3, 2017-06 or 2017-06-01..2017-06-15."});
    }
    return *when;
}

parameter_note period_parameter() {
    return {"period",
            "`stat-2018`: the statistics year from 1 October 2017 to 30 September 2018; "
            "`stat-2018-m6`: its first 6 months; `2017`, `2017-h1`, `2017-q3`, `2017-06`: of the "
            "calendar; `2017-06..2017-12`, `2017-06-01..2017-06-15`: from and to, both included.",
            parameter_note::place::query, true,
            json{{"type", "string"}, {"examples", json::array({"stat-2018"})}}};
}

} // namespace connectors::api
