#include "connectors/api/closed_books.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/reach.hpp"
#include "engine/rules/book_rules.hpp"

#include <algorithm>
#include <map>

namespace connectors::api {
enum class due_report_state : std::uint8_t { due, overdue };
} // namespace connectors::api

template <> struct events::enum_names<connectors::api::due_report_state> {
    static constexpr std::array<std::string_view, 2> names{"due", "overdue"};
};

namespace connectors::api {
namespace {

/// A report of an office that a text has sent by a day, and that the office has not closed yet.
struct due_report {
    events::office_code office;
    std::string office_name;
    std::string report; ///< as which it is closed
    std::string period;
    events::local_date first{};
    events::local_date last{};
    std::string stage; ///< who sends it, or what is done then: branch, sent_up
    events::local_date last_day{};
    due_report_state state{};
    std::string text; ///< TT 06/2019/TT-BTP
    std::string source;
    static constexpr auto fields() {
        using v = due_report;
        using events::field;
        return std::tuple{field{"office", &v::office}, field{"office_name", &v::office_name},
                          field{"report", &v::report}, field{"period", &v::period},
                          field{"first", &v::first},   field{"last", &v::last},
                          field{"stage", &v::stage},   field{"last_day", &v::last_day},
                          field{"state", &v::state},   field{"text", &v::text},
                          field{"source", &v::source}};
    }
};

/// How far a list looks ahead and back: what is later is told later, and what is older than a year
/// is a matter of the years of before.
constexpr std::chrono::days days_ahead{31};
constexpr std::chrono::days days_back{366};

/// Of whom the stage is: an officer's statistics are no report of an office, and the central agency
/// is none of them.
bool is_stage_of(const engine::office& office, std::string_view stage) {
    const bool provincial = office.level == engine::office_level::provincial;
    if (stage == "officer" || stage == "centre") {
        return false;
    }
    if (stage == "branch") {
        return !provincial;
    }
    return provincial || !stage.starts_with("province");
}

/// What one office has to send.
class reports_of_office {
public:
    /// `statistics`: null where the rules say nothing of them.
    reports_of_office(call& of, const engine::office& office,
                      const engine::statistics_rules* statistics)
        : of_(of), office_(office), statistics_(statistics), today_(events::office_date(of.now())),
          closed_(closed_books(of, office.key)) {}

    std::vector<due_report> all() && {
        const auto year = static_cast<int>(today_.year());
        for (int one = year - 1; one <= year + 1; ++one) {
            add_one_stop(engine::reported_span::half_year, one, projections::half_year(one, 1),
                         projections::months_of_statistics_year(one, 6));
            add_one_stop(engine::reported_span::year, one, projections::calendar_year(one),
                         projections::statistics_year(one));
        }
        if (statistics_ != nullptr) {
            for (const auto& text : statistics_->periods) {
                for (int one = year - 1; text.on.adopted && one <= year + 1; ++one) {
                    add_statistics(text, one);
                }
            }
        }
        std::ranges::stable_sort(out_, {}, &due_report::last_day);
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_closed(std::string_view report, const projections::period& when) const {
        return std::ranges::any_of(closed_, [&](const closed_book& one) {
            const bool same = one.book == report ||
                              (report == statistics_report && one.book == enforcement_report);
            const auto known = projections::period_from_text(one.period);
            return same && known && projections::same_days(*known, when);
        });
    }

    void add(due_report&& one, const projections::period& when) {
        const std::chrono::sys_days last_day{one.last_day};
        const std::chrono::sys_days today{today_};
        if (last_day > today + days_ahead || last_day < today - days_back ||
            !office_.exists_on(when.last) || is_closed(one.report, when)) {
            return;
        }
        one.office = office_.key;
        one.office_name = office_.name_on(today_);
        one.period = when.name;
        one.first = when.first;
        one.last = when.last;
        one.state = last_day < today ? due_report_state::overdue : due_report_state::due;
        out_.push_back(std::move(one));
    }

    /// The plan does not say by which year: the same span of the statistics year is it as well, and
    /// the only one that is over by its day.
    void add_one_stop(engine::reported_span span, int year, const projections::period& when,
                      const projections::period& of_statistics) {
        const auto* row =
            engine::find_send_day(of_.on.rules.send_days, span, year, office_.key, office_.parent);
        if (row == nullptr || !row->before) {
            return; // on a day that no text names
        }
        if (is_closed(one_stop_report, of_statistics)) {
            return;
        }
        due_report one;
        one.report = one_stop_report;
        one.stage = office_.parent.empty() ? "province" : "branch";
        one.last_day = std::chrono::sys_days{*row->before} - std::chrono::days{1};
        one.text = name_in(of_, row->to);
        one.source = row->on.from.source;
        add(std::move(one), when);
    }

    void add_statistics(const engine::report_periods& text, int year) {
        for (const auto months : text.months) {
            const auto when =
                projections::months_of_statistics_year(year, static_cast<int>(months));
            if (text.in_force.holds(when.last)) {
                add_stages(text, when);
            }
        }
    }

    void add_stages(const engine::report_periods& text, const projections::period& when) {
        std::map<std::string, events::local_date> done{{"", when.last}};
        for (const auto& stage : text.submission) {
            const auto from = done.find(stage.after);
            const auto last_day = from == done.end() ? std::nullopt : last_day_of(stage, *from);
            if (!last_day) {
                return; // no calendar reaches there yet
            }
            done[stage.by] = *last_day;
            if (is_stage_of(office_, stage.by)) {
                due_report one;
                one.report = statistics_report;
                one.stage = stage.by;
                one.last_day = *last_day;
                one.text = text.text;
                one.source = stage.from ? stage.from->source : text.on.from.source;
                add(std::move(one), when);
            }
        }
    }

    [[nodiscard]] std::optional<events::local_date>
    last_day_of(const engine::report_submission& stage,
                const std::pair<const std::string, events::local_date>& from) const {
        if (const auto named = stage.named_last_day(from.second)) {
            return named;
        }
        const auto due =
            engine::due_at(of_.on.rules.calendar,
                           events::at_office(from.second, std::chrono::hours{0}), stage.within);
        return due ? std::optional{engine::last_day_of(*due)} : std::nullopt;
    }

    call& of_;
    const engine::office& office_;
    const engine::statistics_rules* statistics_;
    events::local_date today_;
    std::vector<closed_book> closed_;
    std::vector<due_report> out_;
};

http_response list_due_reports(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto statistics = engine::read_statistics_rules(of.on.rules.files);
    listed<due_report> out;
    for (const auto& code : over.offices) {
        if (const auto* office = of.on.rules.find_office(code)) {
            auto own = reports_of_office{of, *office, statistics ? &*statistics : nullptr}.all();
            std::ranges::move(own, std::back_inserter(out.items));
        }
    }
    return json_answer(out);
}

} // namespace

void add_due_reports(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/reports/due",
         .id = "list_due_reports",
         .group = "reports",
         .about = "The reports that a text has an office send within the next 31 days, or had it "
                  "send within the last year, and that it has not closed: the one-stop report "
                  "where a plan names its day, the statistics stage by stage. Closing a report "
                  "takes it from the list; that it was sent is recorded by nobody.",
         .parameters = reach_parameters(),
         .answers = {{200, "Office by office, by their last day.",
                      json_body<listed<due_report>>("due_reports")}},
         .problems = {"office_unknown", "parameter_invalid"},
         .serve = answering(list_due_reports),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
