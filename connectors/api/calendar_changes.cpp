#include "connectors/api/command_answer.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/no_body.hpp"
#include "connectors/api/period_names.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/recounted_periods.hpp"
#include "engine/calendar_change.hpp"
#include "engine/clear_text.hpp"
#include "engine/rules/row_findings.hpp"
#include "events/fault.hpp"
#include "projections/open_periods.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors::api {
namespace {

constexpr std::size_t calendar_bytes_max = 256 * 1024;
constexpr std::size_t moved_lines_max = 10'000;

/// A period that would end at another time.
struct moved_line : matter_line {
    std::string deadline;
    std::optional<std::string> name; ///< of the period
    events::instant due{};
    events::local_date last_day{};
    events::instant new_due{};
    events::local_date new_last_day{};
    bool late = false;
    bool would_be_late = false;
    std::optional<events::instant> promised_at;
    bool promise_after_end = false; ///< the slip promises a time after the new end
    static constexpr auto fields() {
        using v = moved_line;
        using events::field;
        return std::tuple_cat(
            matter_line::fields(),
            std::tuple{field{"deadline", &v::deadline}, field{"name", &v::name},
                       field{"due", &v::due}, field{"last_day", &v::last_day},
                       field{"new_due", &v::new_due}, field{"new_last_day", &v::new_last_day},
                       field{"late", &v::late}, field{"would_be_late", &v::would_be_late},
                       field{"promised_at", &v::promised_at},
                       field{"promise_after_end", &v::promise_after_end}});
    }
};

struct calendar_difference {
    std::string calendar_in_use;
    std::string calendar_asked;
    std::uint64_t cases = 0;   ///< with a running period
    std::uint64_t periods = 0; ///< that run
    std::uint64_t moved = 0;
    std::uint64_t earlier = 0; ///< of those moved
    std::uint64_t become_late = 0;
    std::uint64_t no_longer_late = 0;
    std::uint64_t promises_after_end = 0;
    std::uint64_t not_covered = 0;
    bool complete = true; ///< false: `items` has only the first 10000
    std::vector<moved_line> items;
    static constexpr auto fields() {
        using v = calendar_difference;
        using events::field;
        return std::tuple{field{"calendar_in_use", &v::calendar_in_use},
                          field{"calendar_asked", &v::calendar_asked},
                          field{"cases", &v::cases},
                          field{"periods", &v::periods},
                          field{"moved", &v::moved},
                          field{"earlier", &v::earlier},
                          field{"become_late", &v::become_late},
                          field{"no_longer_late", &v::no_longer_late},
                          field{"promises_after_end", &v::promises_after_end},
                          field{"not_covered", &v::not_covered},
                          field{"complete", &v::complete},
                          field{"items", &v::items}};
    }
};

[[noreturn]] void refuse_calendar(const std::string& why) {
    throw refusal(problem_of("body_invalid", {"Lịch làm việc không hợp lệ: " + why, why}));
}

/// As `rules check` refuses a calendar file: a Saturday that is worked for no weekday off would
/// move periods that the file, once it is adopted, never moves.
void refuse_findings(std::string_view text) {
    const auto found = engine::row_findings("calendars/calendar", text);
    if (!found.empty()) {
        const auto& first = found.front();
        refuse_calendar(
            fmt::format("calendar#{} (line {}): {}", first.pointer, first.line, first.reason));
    }
}

engine::calendar calendar_in_body(const call& of) {
    const auto& text = of.context.request.body;
    const auto body = json_body_of(of, calendar_bytes_max);
    try {
        auto out = engine::read_calendar(body.dump(), "calendar");
        refuse_findings(text);
        return out;
    } catch (const events::fault& wrong) { // of a file that somebody tries, not of our own rules
        refuse_calendar(wrong.what());
    }
}

void add_change(const call& of, const engine::case_state& state,
                const engine::calendar_change& change, calendar_difference& into) {
    ++into.cases;
    into.periods += change.running;
    into.not_covered += change.not_covered;
    for (const auto& one : change.periods) {
        ++into.moved;
        into.earlier += one.new_due < one.due ? 1 : 0;
        into.become_late += !one.late && one.would_be_late ? 1 : 0;
        into.no_longer_late += one.late && !one.would_be_late ? 1 : 0;
        const bool after = state.promised_at && *state.promised_at > one.new_due;
        into.promises_after_end += after ? 1 : 0;
        if (into.items.size() == moved_lines_max) {
            into.complete = false;
            continue;
        }
        const auto row = projections::row_of(state);
        auto line = line_about<moved_line>(of, row);
        line.deadline = one.deadline;
        line.name = period_name_in(of, state, one.deadline);
        line.due = one.due;
        line.last_day = engine::last_day_of(one.due);
        line.new_due = one.new_due;
        line.new_last_day = engine::last_day_of(one.new_due);
        line.late = one.late;
        line.would_be_late = one.would_be_late;
        line.promised_at = state.promised_at;
        line.promise_after_end = after;
        into.items.push_back(std::move(line));
    }
}

calendar_difference difference_by(call& of, const reach& over, const engine::calendar& other) {
    calendar_difference out;
    out.calendar_in_use = of.on.rules.calendar.version();
    out.calendar_asked = other.version();
    for (const auto& office : over.offices) {
        projections::each_running_case(of.view(), office, [&](const engine::case_state& state) {
            add_change(of, state, engine::change_by(other, state, of.now()), out);
        });
    }
    return out;
}

http_response compare_calendar(call& of) {
    const auto over = reach_of(of, engine::action::read_overdue);
    return json_answer(difference_by(of, over, calendar_in_body(of)));
}

struct recount_view {
    std::string calendar;
    std::uint64_t periods = 0; ///< that run
    std::uint64_t moved = 0;
    std::uint64_t refused = 0; ///< met, paused or moved by somebody in the meantime
    static constexpr auto fields() {
        using v = recount_view;
        using events::field;
        return std::tuple{field{"calendar", &v::calendar}, field{"periods", &v::periods},
                          field{"moved", &v::moved}, field{"refused", &v::refused}};
    }
};

std::string recount_reason(const call& of) {
    const auto& reason = required_query(of, "reason");
    if (!engine::is_code_or_number(reason)) { // the calendar's, of all cases: of no person's
        refuse_parameter(
            "reason", {"Lý do nằm nguyên văn trong nhật ký của mọi hồ sơ, nên chỉ nhận số văn "
                       "bản không dấu cách, ví dụ 12729/VPCP-KGVX, hoặc một mã như holiday_swap.",
                       "The reason lies in clear in the log of every case, so it is the number "
                       "of a paper without spaces, such as 12729/VPCP-KGVX, or a code such as "
                       "holiday_swap."});
    }
    return reason;
}

http_response recount_deadlines(call& of) {
    if (of.on.node == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    const auto office = known_office(of, of.context.parameter("office"));
    const auto as = of.require(engine::action::command, office, engine::recount_period::name).as;
    require_no_body(of);
    const auto reason = recount_reason(of);
    const auto& calendar = of.on.rules.calendar;
    const auto told = connectors::recount_periods(*of.on.node, of.view(), calendar,
                                                  {.offices = {office},
                                                   .officer = of.officer(),
                                                   .acting_as = as,
                                                   .reason = reason,
                                                   .now = of.now()});
    if (told.failed) {
        refuse_unrecorded(*told.failed);
    }
    return json_answer(recount_view{calendar.version(), told.periods, told.moved, told.refused});
}

json calendar_schema() {
    return json{{"type", "object"},
                {"description", "As /schemas/calendars/calendar.schema.json has it."}};
}

} // namespace

void add_calendar_changes(operations& into, service&) {
    into.push_back(
        {.line = "POST /v1/deadlines/what-if",
         .id = "compare_calendar",
         .group = "deadlines",
         .about =
             "What another working-day calendar would do: every running period that would end "
             "at another time, which of them would be late, and which slips promise a time "
             "after the new end. A calendar that `motcua rules check` would refuse is refused. "
             "Changes nothing.",
         .parameters = reach_parameters(),
         .takes = {{"application/json", "calendar", calendar_schema}},
         .answers = {{200, "What would change.",
                      json_body<calendar_difference>("calendar_difference")}},
         .problems = {"office_unknown", "body_invalid"},
         .serve = answering(compare_calendar),
         .options = {.body_bytes_max = calendar_bytes_max, .where = run_on::workers}});
    into.push_back(
        {.line = "POST /v1/offices/{office}/deadlines/recount",
         .id = "recount_deadlines",
         .group = "deadlines",
         .about = "Counts the running periods of an office again by the calendar in use. Each that "
                  "ends at another time gets an event with the reason; what was promised on slips "
                  "stays. Doing it again changes nothing.",
         .parameters = {{"reason",
                         "Why: the number of the letter that swapped the days, such as "
                         "12729/VPCP-KGVX, or a code.",
                         parameter_note::place::query, true}},
         .takes = {no_body()},
         .answers = {{200, "How many moved.", json_body<recount_view>("recount")}},
         .problems = {"office_unknown", "parameter_invalid", "body_invalid", "read_only",
                      "unavailable", "outcome_unknown"},
         .serve = answering(recount_deadlines),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
