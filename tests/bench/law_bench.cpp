#include "connectors/documents/pdf.hpp"
#include "connectors/recounted_periods.hpp"
#include "connectors/reports/one_stop.hpp"
#include "engine/calendar_change.hpp"
#include "engine/deadline_math.hpp"
#include "engine/forms/compose.hpp"
#include "engine/forms/form.hpp"
#include "engine/node.hpp"
#include "engine/rule_set.hpp"
#include "projections/open_periods.hpp"
#include "projections/store.hpp"
#include "tests/bench/offices_log.hpp"
#include "tests/bench/processor_time.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/form_samples.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <random>
#include <string>

/// What the law costs: counting deadlines, drawing a page, the yearly report, asking what another
/// calendar changes, and counting again by it: `law_bench [--events N] [--folder DIR]`. In
/// processor time, for the machine may be shared.
namespace {

using bench::processor_time;

void measure_deadlines(bench::report& to) {
    constexpr std::size_t count = 2'000'000;
    const auto& calendar = engine::default_rule_set().calendar;
    std::mt19937_64 random{1};
    std::vector<std::pair<events::instant, engine::budget>> questions(count);
    constexpr std::array units{engine::time_unit::working_days, engine::time_unit::calendar_days,
                               engine::time_unit::half_working_days, engine::time_unit::hours};
    const events::instant first{std::chrono::sys_days{std::chrono::year{2017} / 1 / 2}};
    for (auto& [start, length] : questions) {
        start = first + std::chrono::minutes{random() % (8 * 365 * 24 * 60)};
        length = {1 + static_cast<std::int64_t>(random() % 60), units[random() % units.size()]};
    }
    std::int64_t sum = 0;
    const processor_time took;
    for (const auto& [start, length] : questions) {
        sum += engine::due_at(calendar, start, length).value().time_since_epoch().count();
    }
    const double seconds = took.us() / 1e6;
    to.add({.name = "deadlines computed",
            .value = static_cast<double>(count) / seconds,
            .unit = "a second and core",
            .targets = {{.value = 1'000'000}},
            .remark = fmt::format("checksum {}", sum)});
}

/// The statistics year, from 1 October, in which the log ends.
projections::period year_of_log(events::instant last) {
    const auto day = events::office_date(last);
    const auto year = static_cast<int>(day.year());
    return projections::statistics_year(day.month() >= std::chrono::October ? year + 1 : year);
}

void measure_report(bench::report& to, const projections::store& store, const events::log& log) {
    const auto view = store.view();
    const connectors::report_source from{view, log, engine::default_rule_set(),
                                         bench::last_of_log(log)};
    const auto cases = static_cast<double>(store.status().cases);
    std::int64_t received = 0;
    bool balanced = true;
    const auto when = year_of_log(from.now);
    const processor_time took;
    for (const auto& office : bench::offices_of_log()) {
        const auto sum = connectors::total_of(connectors::one_stop_rows(from, office, when));
        received += sum[connectors::report_figure::received];
        balanced = balanced && sum.balances();
    }
    const double ms = took.us() / 1e3;
    to.add({.name = "yearly report of all offices",
            .value = ms / 1e3 * 1e6 / cases,
            .unit = "s a million cases",
            .targets = {{.value = 2, .which = bench::target::side::at_most}},
            .remark = fmt::format("{:.0f} ms over {:.0f} cases, {} received{}", ms, cases, received,
                                  balanced ? "" : ", DOES NOT BALANCE")});
}

/// The rules in use with a calendar without holidays.
const engine::rule_set& other_rules() {
    static const auto made = [] {
        auto files = engine::default_rule_set().files;
        for (auto& [path, text] : files) {
            if (path.starts_with("calendars/")) {
                auto json = nlohmann::json::parse(text);
                for (auto& year : json["years"]) {
                    year["special_days"] = nlohmann::json::array();
                }
                text = json.dump();
            }
        }
        return engine::make_rule_set(files);
    }();
    return made;
}

void measure_what_if(bench::report& to, const projections::store& store, const events::log& log) {
    const auto view = store.view();
    const auto& other = other_rules().calendar;
    const auto now = bench::last_of_log(log);
    std::size_t running = 0;
    std::size_t moved = 0;
    const processor_time took;
    for (const auto& office : bench::offices_of_log()) {
        projections::each_running_case(view, office, [&](const engine::case_state& state) {
            const auto change = engine::change_by(other, state, now);
            running += change.running;
            moved += change.periods.size();
        });
    }
    const double seconds = took.us() / 1e6;
    to.add({.name = "what another calendar would change",
            .value = running == 0 ? 0.0 : seconds * 1e5 / static_cast<double>(running),
            .unit = "s for 100000 periods",
            .targets = {{.value = 5, .which = bench::target::side::at_most}},
            .remark = fmt::format("{} open, {} would move", running, moved)});
}

/// What `POST /v1/offices/{office}/deadlines/recount` does, for all offices: every period that
/// another calendar moves is counted again by an event of its own; found, decided, written durably,
/// folded: what somebody waits for. Last, because it changes the log.
void measure_recount(bench::report& to, projections::store& store, events::log& log) {
    const auto now = bench::last_of_log(log);
    const engine::manual_clock time{now};
    engine::node node{log, store, other_rules(), time, {}};
    node.start();
    bench::wait_until_quiet(); // rows that were loaded a moment ago are still being brought in
                               // order
    const processor_time took;
    const auto began = std::chrono::steady_clock::now();
    const auto moved = connectors::recount_periods(node, store.view(), other_rules().calendar,
                                                   {.offices = bench::offices_of_log(),
                                                    .officer = events::officer_id{"head"},
                                                    .reason = "another_calendar",
                                                    .now = now})
                           .moved;
    const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - began;
    const double used = took.us() / 1e6;
    node.stop();
    const double per_100000 = moved == 0 ? 0.0 : 1e5 / static_cast<double>(moved);
    to.add({.name = "counting again by another calendar",
            .value = waited.count() * per_100000,
            .unit = "s for 100000 periods",
            .targets = {{.value = 5, .which = bench::target::side::at_most}},
            .remark = fmt::format("{} moved by events, until the last was answered; {:.1f} s of "
                                  "processor for 100000, of all threads",
                                  moved, used * per_100000)});
}

/// One page of a form of 2017, with every value that it can show.
void measure_page(bench::report& to, const char* name, const char* form_id) {
    constexpr int count = 100;
    const auto forms = engine::read_forms(engine::default_rule_set().files);
    const auto* form = engine::find_form(forms, form_id);
    const auto values = testing_support::sample_form_values();
    const auto& version = form->versions.front();
    std::size_t bytes = 0;
    const processor_time took;
    for (int i = 0; i < count; ++i) {
        const auto page = engine::compose(*form, version, values);
        bytes += connectors::to_pdf(page, "THADS", events::instant{}).size();
    }
    to.add({.name = name,
            .value = took.us() / 1e3 / count,
            .unit = "ms a page",
            .targets = {{.value = 10, .which = bench::target::side::at_most}},
            .remark = fmt::format("{} bytes a page of {}", bytes / count,
                                  events::name_of(form->layouts.at(version.layout).paper))});
}

void measure_pages(bench::report& to) {
    measure_page(to, "a slip as PDF", "receipt_slip");
    measure_page(to, "a letter as PDF", "refusal_notice");
}

} // namespace

int main(int count, char** arguments) {
    bench::report report{count, arguments};
    measure_deadlines(report);
    measure_pages(report);
    const bench::log_wish wish{count, arguments};
    const auto log = bench::open_offices_log(wish);
    projections::store store{{.folder = wish.folder / "projections"}, *log};
    measure_report(report, store, *log);
    measure_what_if(report, store, *log);
    measure_recount(report, store, *log);
    return report.result();
}
