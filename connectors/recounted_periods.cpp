#include "connectors/recounted_periods.hpp"

#include "engine/calendar_change.hpp"
#include "projections/open_periods.hpp"

#include <fmt/format.h>

namespace connectors {
namespace {

/// Fewer than a node lets wait: of an office with more periods none may be told to come later.
constexpr std::size_t unanswered_max = 4096;

engine::command recount_of(const recount_asked& asked, const engine::case_state& state,
                           const engine::period_change& one, const std::string& calendar) {
    engine::command out;
    // By the event that set the instant: calendars may come and go, and come again.
    out.id = events::command_id{
        events::uuid_of(fmt::format("count again:{}:{}:{}:{}:{}", state.id.str(), one.deadline,
                                    events::to_text(one.due), calendar, one.set_by))};
    out.office = state.office;
    out.subject = state.id;
    out.actor = asked.officer;
    out.acting_as = asked.acting_as;
    out.detail = engine::recount_period{one.deadline, asked.reason};
    return out;
}

} // namespace

recount_told recount_periods(engine::node& by, const projections::snapshot& view,
                             const engine::calendar& calendar, const recount_asked& what) {
    recount_told out;
    engine::many_commands commands{by, unanswered_max};
    for (const auto& office : what.offices) {
        projections::each_running_case(view, office, [&](const engine::case_state& state) {
            const auto change = engine::change_by(calendar, state, what.now);
            out.periods += change.running;
            for (const auto& one : change.periods) {
                commands.ask(recount_of(what, state, one, calendar.version()));
            }
        });
    }
    auto told = commands.answered();
    out.moved = told.recorded;
    out.refused = told.refused;
    out.failed = std::move(told.failed);
    return out;
}

} // namespace connectors
