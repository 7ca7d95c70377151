#include "connectors/api/party_periods.hpp"

#include "connectors/api/step_view.hpp"
#include "engine/law.hpp"

namespace connectors::api {
namespace {

/// A day without a time of day begins when the office opens.
constexpr std::chrono::hours opening_of_a_day{8};

/// What an event says happened that a period of a party may begin with, and when.
std::vector<std::pair<engine::fact, events::instant>>
facts_for_parties(const engine::rule_set& rules, const events::event& what, bool of_the_decision) {
    const auto at = what.about.time;
    if (const auto* told = std::get_if<events::party_notified>(&what.detail)) {
        const auto valid = events::at_office(told->valid_on, opening_of_a_day);
        if (told->what == events::notified_matter::conclusion) {
            return {{engine::fact::conclusion_received, valid}};
        }
        std::vector<std::pair<engine::fact, events::instant>> out;
        if (told->what == events::notified_matter::explanation_request) {
            return out; // the office watches the days to explain itself
        }
        if (of_the_decision) {
            out.emplace_back(engine::fact::valid_notification, valid);
        }
        if (engine::begins_posting(rules.notification_ways, told->way, told->valid_on)) {
            out.emplace_back(engine::fact::posting_start, valid);
        }
        return out;
    }
    if (std::holds_alternative<events::case_terminated>(what.detail)) {
        return {{engine::fact::termination_notified, at}};
    }
    if (std::holds_alternative<events::petition_filed_away>(what.detail) ||
        (std::holds_alternative<events::request_withdrawn>(what.detail) &&
         what.common.status_after == events::status::filed_away)) {
        return {{engine::fact::filed_away, at}};
    }
    return {};
}

/// Whether the parties are told of the decision to enforce. Once they were, and it was stopped,
/// went on or was corrected, they are told of that; and that it ended or was withdrawn is told in
/// any case: neither gives anybody days to comply, nor does what is told once all is performed.
class told_decision {
public:
    void sees(const events::event& what) {
        using namespace events;
        if (std::holds_alternative<decision_issued>(what.detail)) {
            told_ = over_ = false;
        } else if (std::holds_alternative<case_suspended>(what.detail) ||
                   std::holds_alternative<case_resumed>(what.detail) ||
                   std::holds_alternative<decision_corrected>(what.detail)) {
            over_ = over_ || told_;
        } else if (std::holds_alternative<case_terminated>(what.detail) ||
                   std::holds_alternative<referred_elsewhere>(what.detail) ||
                   std::holds_alternative<decision_withdrawn>(what.detail) ||
                   std::holds_alternative<enforcement_ended>(what.detail)) {
            over_ = true;
        } else if (std::holds_alternative<party_notified>(what.detail)) {
            told_ = true;
        }
    }
    [[nodiscard]] bool is_told_next() const { return !over_; }

private:
    bool told_ = false;
    bool over_ = false;
};

} // namespace

std::vector<party_period> periods_of_parties(call& of, const engine::case_state& state) {
    std::vector<party_period> out;
    const auto* procedure = of.on.rules.find(state.procedure);
    if (procedure == nullptr) {
        return out;
    }
    const auto& calendar = of.on.rules.calendar;
    told_decision decision;
    for (const auto& entry : whole_timeline(of.view(), state.id)) {
        const auto step = projections::event_at(of.on.log, entry.place);
        decision.sees(step);
        for (const auto& [what, since] :
             facts_for_parties(of.on.rules, step, decision.is_told_next())) {
            for (const auto* row : engine::deadlines_started_by(
                     *procedure, what, state.law_at(since), engine::law::known_of(state))) {
                if (row->kind != engine::deadline_kind::period) {
                    continue;
                }
                party_period one{row->id,
                                 row->name.vi,
                                 step.about.sequence,
                                 since,
                                 row->length.amount,
                                 row->length.unit,
                                 {},
                                 {},
                                 row->from.source,
                                 row->from.tag};
                if (const auto due = engine::due_at(calendar, since, row->length)) {
                    one.due = *due;
                    one.last_day = engine::last_day_of(*due);
                }
                out.push_back(std::move(one));
            }
        }
    }
    return out;
}

} // namespace connectors::api
