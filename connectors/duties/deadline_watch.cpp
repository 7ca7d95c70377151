#include "connectors/duties/deadline_watch.hpp"

#include "projections/store.hpp"

#include <fmt/format.h>

#include <future>
#include <vector>

namespace connectors {

projections::due_soon_rule due_soon_of(const engine::rule_set& rules) {
    projections::due_soon_rule out;
    // Enough for the longest row of days off between two working days, Tết included.
    out.longest = std::chrono::days{16 * std::max<std::int64_t>(1, rules.warn_before.working_days)};
    out.exact = [&rules](events::instant since, events::instant due) {
        return engine::warn_before(rules.calendar, since, due, rules.warn_before)
            .value_or(std::chrono::hours{24});
    };
    return out;
}

engine::command alert_for(const projections::rung_reached& reached) {
    engine::command out;
    out.id = events::command_id{
        events::uuid_of(fmt::format("alert:{}:{}:{}:{}", reached.subject.str(), reached.deadline,
                                    reached.rung, events::to_text(reached.due)))};
    out.office = reached.office;
    out.subject = reached.subject;
    out.actor = events::officer_id{"system"};
    out.acting_as = events::role::system;
    out.detail = engine::raise_alert{reached.deadline, std::string{reached.rung}};
    return out;
}

std::size_t raise_alerts(const projections::store& store, engine::node& node,
                         const engine::rule_set& rules, events::instant now) {
    constexpr std::size_t at_once_max = 1000;
    const auto warn = due_soon_of(rules);
    std::size_t raised = 0;
    for (;;) {
        const auto reached = projections::rungs_reached(store.view(), now, warn, at_once_max);
        std::vector<std::future<bool>> answers;
        answers.reserve(reached.size());
        for (const auto& one : reached) {
            auto told = std::make_shared<std::promise<bool>>();
            answers.push_back(told->get_future());
            node.submit(alert_for(one), [told](const engine::answer& answer) {
                const auto* recorded = std::get_if<engine::accepted>(&answer);
                told->set_value(recorded != nullptr && !recorded->repeated);
            });
        }
        std::size_t now_raised = 0;
        for (auto& one : answers) {
            now_raised += one.get() ? 1 : 0;
        }
        raised += now_raised;
        if (now_raised == 0 || reached.size() < at_once_max) {
            return raised; // what the rules refuse now is asked again at the next look
        }
    }
}

} // namespace connectors
