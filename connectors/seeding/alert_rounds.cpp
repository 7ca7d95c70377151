#include "connectors/seeding/alert_rounds.hpp"

#include "connectors/duties/deadline_watch.hpp"
#include "projections/cases.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors::seeding {
namespace {

using engine::alert_status;
using events::role;

constexpr std::size_t at_once_max = 100'000;
/// All mornings' acts lie within it, before anybody else begins to work.
constexpr std::chrono::milliseconds morning_length{std::chrono::minutes{14}};

const engine::alert* find_alert(const engine::case_state& state, const std::string& deadline,
                                const std::string& rung) {
    const auto found =
        std::find_if(state.alerts.begin(), state.alerts.end(), [&](const engine::alert& one) {
            return one.deadline == deadline && one.rung == rung;
        });
    return found == state.alerts.end() ? nullptr : &*found;
}

} // namespace

alert_rounds::alert_rounds(const projections::store& store, const engine::rule_set& rules,
                           const staff& people, std::uint64_t seed, submitting submit)
    : store_(store), people_(people), shares_(seed ^ 0x616c657274ULL), submit_(std::move(submit)),
      warn_(due_soon_of(rules)) {}

void alert_rounds::watch(events::instant now) {
    for (const auto& reached : projections::rungs_reached(store_.view(), now, warn_, at_once_max)) {
        auto what = alert_for(reached);
        what.happened = now;
        submit_(std::move(what));
        ++raised_;
        standing_.push_back(
            {reached.subject, reached.office, reached.deadline, std::string{reached.rung}});
    }
}

void alert_rounds::act(const standing& on, const events::officer_id& who, role as,
                       events::instant at, engine::command_detail what) {
    engine::command out;
    out.id = events::command_id{
        events::uuid_of(fmt::format("seed:alert:{}:{}", on.subject.str(), ++acts_))};
    out.office = on.office;
    out.subject = on.subject;
    out.actor = who;
    out.acting_as = as;
    out.happened = at;
    out.detail = std::move(what);
    submit_(std::move(out));
}

bool alert_rounds::answered(standing& one, events::instant now) {
    const auto state = projections::find_case(store_.view(), one.subject);
    const auto* alert = state ? find_alert(*state, one.deadline, one.rung) : nullptr;
    if (alert == nullptr || alert->state == alert_status::resolved ||
        state->open_deadline(one.deadline) == nullptr) {
        return true;
    }
    ++one.mornings;
    const auto& supervisor = people_.of(one.office, role::supervisor).front();
    const auto& head = people_.of(one.office, role::head).front();
    if (one.rung == projections::rung_due_soon) {
        if (shares_.takes("due soon: acknowledged", 0.3)) {
            act(one, supervisor, role::supervisor, now,
                engine::acknowledge_alert{one.deadline, one.rung});
        }
        return true;
    }
    if (state->at == events::status::awaiting_supplement && shares_.takes("excused", 0.25)) {
        act(one, head, role::head, now,
            engine::excuse_deadline{one.deadline, "awaiting_supplement"});
        return true; // what is excused warns of nothing any more
    }
    if (alert->state == alert_status::raised && shares_.takes("acknowledged", 0.65)) {
        act(one, supervisor, role::supervisor, now,
            engine::acknowledge_alert{one.deadline, one.rung});
    } else if (alert->state == alert_status::raised && one.mornings >= 2) {
        act(one, events::officer_id{"system"}, role::system, now,
            engine::escalate_alert{one.deadline, one.rung});
    } else if (alert->state == alert_status::acknowledged &&
               shares_.takes("settled by hand", 0.03)) {
        act(one, supervisor, role::supervisor, now, engine::resolve_alert{one.deadline, one.rung});
        return true;
    } else if (alert->state == alert_status::acknowledged && one.mornings >= 5) {
        act(one, supervisor, role::supervisor, now, engine::escalate_alert{one.deadline, one.rung});
        one.mornings = 0;
    } else if (alert->state == alert_status::escalated && shares_.takes("head answers", 0.4)) {
        act(one, head, role::head, now, engine::acknowledge_alert{one.deadline, one.rung});
    }
    return false;
}

void alert_rounds::answer(events::instant now) {
    const auto step = morning_length / static_cast<std::int64_t>(standing_.size() + 1);
    std::vector<standing> still;
    for (auto& one : standing_) {
        now += step;
        if (!answered(one, now)) {
            still.push_back(std::move(one));
        }
    }
    standing_ = std::move(still);
}

} // namespace connectors::seeding
