#include "connectors/duties/deadline_watch.hpp"

#include "projections/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace connectors {
namespace {

/// The most of a period that its warning takes: without it a short one, such as the half day of
/// handing over, would be due soon from its first moment.
std::int64_t most_percent_of(const engine::rule_set& rules) {
    thread_local events::rules_id known;
    thread_local std::int64_t percent = 100;
    if (known != rules.id) { // asked for every line of a list
        const auto file = rules.files.find("rules/deadline_watch.json");
        const auto json = file == rules.files.end()
                              ? nlohmann::json::object()
                              : nlohmann::json::parse(file->second, nullptr, false);
        percent = json.value("/warn_before/at_most_percent"_json_pointer, std::int64_t{100});
        known = rules.id;
    }
    return percent;
}

} // namespace

projections::due_soon_rule due_soon_of(const engine::rule_set& rules) {
    projections::due_soon_rule out;
    // Enough for the longest row of days off between two working days, Tết included.
    out.longest = std::chrono::days{16 * std::max<std::int64_t>(1, rules.warn_before.working_days)};
    out.exact = [&rules, most = most_percent_of(rules)](events::instant since, events::instant due,
                                                        std::string_view unit) {
        if (unit == events::name_of(engine::time_unit::at_once)) { // due from its first moment
            return std::chrono::milliseconds{due - since};
        }
        const auto before = engine::warn_before(rules.calendar, since, due, rules.warn_before)
                                .value_or(std::chrono::hours{24});
        return std::min<std::chrono::milliseconds>(before, (due - since) * most / 100);
    };
    return out;
}

engine::command alert_for(const projections::rung_reached& reached) {
    engine::command out;
    // By the event that set the instant: a period may come back to one that it had before.
    out.id = events::command_id{
        events::uuid_of(fmt::format("alert:{}:{}:{}:{}:{}", reached.subject.str(), reached.deadline,
                                    reached.rung, events::to_text(reached.due), reached.set_by))};
    out.office = reached.office;
    out.subject = reached.subject;
    out.actor = events::officer_id{"system"};
    out.acting_as = events::role::system;
    out.detail = engine::raise_alert{reached.deadline, std::string{reached.rung}};
    return out;
}

std::size_t raise_alerts(const projections::store& store, program_steps& steps,
                         const engine::rule_set& rules, events::instant now,
                         const std::function<bool(const events::office_code&)>& mine,
                         std::size_t at_once) {
    const auto warn = due_soon_of(rules);
    std::size_t raised = 0;
    std::optional<projections::rung_reached> last;
    for (;;) {
        // Behind what was tried, whatever became of it: what is refused keeps its row, and would be
        // all that is ever looked at.
        auto reached = projections::rungs_reached(store.view(), now, warn, at_once, mine,
                                                  last ? &*last : nullptr);
        std::vector<program_step> alerts;
        alerts.reserve(reached.size());
        for (const auto& one : reached) {
            alerts.push_back({alert_for(one), one.version});
        }
        raised += steps.take(std::move(alerts), now);
        if (reached.size() < at_once) {
            return raised;
        }
        last = std::move(reached.back());
    }
}

std::size_t raise_alerts(const projections::store& store, engine::node& node,
                         const engine::rule_set& rules, events::instant now,
                         const std::function<bool(const events::office_code&)>& mine,
                         std::size_t at_once) {
    program_steps once{node};
    return raise_alerts(store, once, rules, now, mine, at_once);
}

} // namespace connectors
