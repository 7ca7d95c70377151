#include "connectors/api/catalogue.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_names.hpp"
#include "connectors/api/reach.hpp"
#include "engine/deadline_math.hpp"

namespace connectors::api {

/// Which alerts a list is of: as engine::alert_status, and those that wait for somebody, be it here
/// or above.
enum class alert_list { none, raised, acknowledged, escalated, resolved, waiting };

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::alert_list> {
    static constexpr std::array<std::string_view, 6> names{"none",      "raised",   "acknowledged",
                                                           "escalated", "resolved", "waiting"};
};

namespace connectors::api {
namespace {

/// An alert of the watch over a period of a case.
struct alert_line : matter_line {
    std::string deadline;
    std::optional<std::string> name;
    std::string rung;
    engine::alert_status alert{};
    events::instant since{};
    events::instant due{};
    events::local_date last_day{};
    events::role act_by{};
    static constexpr auto fields() {
        using v = alert_line;
        using events::field;
        return std::tuple_cat(matter_line::fields(),
                              std::tuple{field{"deadline", &v::deadline}, field{"name", &v::name},
                                         field{"rung", &v::rung}, field{"alert", &v::alert},
                                         field{"since", &v::since}, field{"due", &v::due},
                                         field{"last_day", &v::last_day},
                                         field{"act_by", &v::act_by}});
    }
};

alert_line view_of(const call& of, const projections::alert_row& row) {
    auto out = line_about<alert_line>(of, row.matter);
    out.deadline = row.what.deadline;
    out.name = period_name_in(of, row.matter, row.what.deadline);
    out.rung = row.what.rung;
    out.alert = row.what.state;
    out.since = row.what.since;
    out.due = row.what.due;
    out.last_day = engine::last_day_of(row.what.due);
    out.act_by = row.what.act_by;
    return out;
}

std::vector<engine::alert_status> statuses_of(alert_list which) {
    using engine::alert_status;
    switch (which) {
    case alert_list::none:
        return {alert_status::none};
    case alert_list::raised:
        return {alert_status::raised};
    case alert_list::acknowledged:
        return {alert_status::acknowledged};
    case alert_list::escalated:
        return {alert_status::escalated};
    case alert_list::resolved:
        return {alert_status::resolved};
    case alert_list::waiting:
        return {alert_status::escalated, alert_status::raised};
    }
    return {};
}

http_response list_alerts(call& of) {
    const auto over = reach_of(of, engine::action::read_overdue);
    const auto asked = enum_query<alert_list>(of, "status").value_or(alert_list::raised);
    std::vector<list_part<projections::alert_row>> parts;
    for (const auto& office : over.offices) {
        for (const auto status : statuses_of(asked)) {
            parts.push_back({office.str() + ":" + std::string{events::name_of(status)},
                             [&of, office, status](const auto& which) {
                                 return projections::list_alerts(of.view(), office, status, which);
                             }});
        }
    }
    const auto page = one_after_another(parts, page_query(of));
    return json_answer(listed_of(page, [&](const auto& row) { return view_of(of, row); }));
}

} // namespace

void add_alerts(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(enum_parameter<alert_list>(
        "status", "Alerts that stand so; `raised` when absent. `waiting`: those for which somebody "
                  "has to do something, in each office first what was passed up (`escalated`), "
                  "then `raised`."));
    into.push_back(
        {.line = "GET /v1/alerts",
         .id = "list_alerts",
         .group = "deadlines",
         .about = "Alerts of the deadline watch, and of what the agency above presses for (rung "
                  "`pressed`); that a petition was kept for its time is told of (rung `kept`), and "
                  "nobody is late with it. Longest due first within an office. They are "
                  "acknowledged, escalated and resolved by commands of their case: "
                  "`acknowledge_alert`, `escalate_alert`, `resolve_alert`.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of alerts.", json_body<listed<alert_line>>("alerts")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_alerts)});
}

} // namespace connectors::api
