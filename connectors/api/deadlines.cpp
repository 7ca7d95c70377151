#include "connectors/api/catalogue.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_names.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/duties/deadline_watch.hpp"
#include "engine/law.hpp"

namespace connectors::api {

/// Which open periods a list is of.
enum class deadline_list { overdue, due_soon, paused, open };

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::deadline_list> {
    static constexpr std::array<std::string_view, 4> names{"overdue", "due_soon", "paused", "open"};
};

namespace connectors::api {
namespace {

using projections::deadline_row;

/// A period of a case.
struct deadline_line : matter_line {
    std::string deadline;
    std::optional<std::string> name;
    events::instant since{};
    std::optional<events::instant> due; ///< exclusive; absent while the clock is stopped
    std::optional<events::local_date> last_day;
    std::int64_t amount = 0;
    std::string unit;
    events::role act_by{};
    std::string source;
    engine::lateness state{};
    bool paused = false;
    engine::alert_status alert{};
    static constexpr auto fields() {
        using v = deadline_line;
        using events::field;
        return std::tuple_cat(
            matter_line::fields(),
            std::tuple{
                field{"deadline", &v::deadline}, field{"name", &v::name}, field{"since", &v::since},
                field{"due", &v::due}, field{"last_day", &v::last_day}, field{"amount", &v::amount},
                field{"unit", &v::unit}, field{"act_by", &v::act_by}, field{"source", &v::source},
                field{"state", &v::state}, field{"paused", &v::paused}, field{"alert", &v::alert}});
    }
};

deadline_line line_of(const call& of, const deadline_row& row, bool paused) {
    auto out = line_about<deadline_line>(of, row.matter);
    out.deadline = row.deadline;
    out.name = period_name_in(of, row.matter, row.deadline);
    out.since = row.since;
    if (!paused) {
        out.due = row.due;
        out.last_day = engine::last_day_of(row.due);
    }
    out.amount = row.amount;
    out.unit = row.unit;
    out.act_by = row.act_by;
    out.source = row.source;
    out.state = row.state;
    out.paused = paused;
    out.alert = row.alert;
    return out;
}

projections::page<deadline_row> rows_of(call& of, deadline_list wanted, const reach& over) {
    const auto which = page_query(of);
    const auto warn = due_soon_of(of.on.rules);
    const auto now = of.now();
    switch (wanted) {
    case deadline_list::overdue:
        return within<deadline_row>(over, which, [&](const auto& office, const auto& page) {
            return projections::overdue(of.view(), office, now, warn, page);
        });
    case deadline_list::due_soon:
        return within<deadline_row>(over, which, [&](const auto& office, const auto& page) {
            return projections::due_soon(of.view(), office, now, warn, page);
        });
    case deadline_list::open:
        return within<deadline_row>(over, which, [&](const auto& office, const auto& page) {
            return projections::due_between(of.view(), office, events::instant::min(),
                                            events::instant::max(), now, warn, page);
        });
    case deadline_list::paused:
        break;
    }
    return office_by_office<deadline_row>(over, which, [&](const auto& office, const auto& page) {
        return projections::paused_periods(of.view(), office, page);
    });
}

http_response list_deadlines(call& of) {
    const auto over = reach_of(of, engine::action::read_overdue);
    const auto wanted = enum_query<deadline_list>(of, "state").value_or(deadline_list::overdue);
    const auto page = rows_of(of, wanted, over);
    return json_answer(listed_of(
        page, [&](const auto& row) { return line_of(of, row, wanted == deadline_list::paused); }));
}

} // namespace

void add_deadlines(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(enum_parameter<deadline_list>(
        "state", "Which periods: `overdue` (the default), longest due first; `due_soon`, next "
                 "first; `open`, all whose clock runs, by due instant; `paused`, whose clock is "
                 "stopped."));
    into.push_back(
        {.line = "GET /v1/deadlines",
         .id = "list_deadlines",
         .group = "deadlines",
         .about = "Periods that are still owed, with their case, their legal source and "
                  "who must act. `due` is the first instant that is too late; "
                  "`last_day` the last day in time.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of periods.", json_body<listed<deadline_line>>("deadlines")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_deadlines)});
}

} // namespace connectors::api
