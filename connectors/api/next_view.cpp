#include "connectors/api/next_view.hpp"

#include "connectors/api/acting_office.hpp"
#include "engine/watch_rules.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace connectors::api {
namespace {

/// The next numbers as the snapshot knows them: enough to tell what is open. Rules ask for them
/// seldom, so the snapshot is taken only then.
class folded_numbers : public engine::counters {
public:
    explicit folded_numbers(call& of) : of_(of) {}
    [[nodiscard]] std::uint64_t next(const std::string& counter) const override {
        return projections::newest_number(of_.view(), counter) + 1;
    }

private:
    call& of_;
};

void add_once(std::vector<std::string>& into, std::string_view name) {
    if (std::find(into.begin(), into.end(), name) == into.end()) {
        into.emplace_back(name);
    }
}

/// The program takes it, and the caller has no role that may.
bool is_left_to_the_program(std::string_view command, const engine::permission& may) {
    const auto& roles = engine::roles_of(command);
    return !may.allowed && std::ranges::find(roles, events::role::system) != roles.end();
}

struct asking {
    call& of;
    const engine::case_state& state;
    steps_told which = steps_told::all;
    folded_numbers numbers{of};
    engine::decision_context context{
        .now = of.now(), .rules = of.on.rules, .numbers = numbers, .id = {}};

    /// Whether the caller may give this command here, and in which role.
    [[nodiscard]] engine::permission permission(std::string_view command) const {
        const engine::permission_question asked{.wants = engine::action::command,
                                                .command = command,
                                                .office = acting_office(of, command, state.office)};
        return engine::authorise(of.grants(), office_branches{of.on.rules, of.now()}, asked);
    }

    [[nodiscard]] engine::command as_caller(events::role role) const {
        engine::command out;
        out.office = state.office;
        out.subject = state.id;
        out.actor = of.officer();
        out.acting_as = role;
        return out;
    }

    [[nodiscard]] bool is_told(std::string_view command, const engine::permission& may) const {
        return which == steps_told::all || !is_left_to_the_program(command, may);
    }

    void explain(next_view& step, const engine::step_rule* no,
                 const engine::permission& may) const {
        if (no != nullptr) {
            const auto told = api::view_of(of, *no, state.law_at(of.now()));
            step.rule = told.rule;
            step.why = told.text;
            step.source = told.source;
        } else if (!may.allowed) {
            const auto told =
                engine::forbidden({.wants = engine::action::command,
                                   .command = step.command,
                                   .office = acting_office(of, step.command, state.office)},
                                  may.why);
            step.rule = told.rule;
            step.why = of.speaks() == language::vietnamese ? told.vi : told.en;
            step.source = told.source;
        }
        step.allowed = no == nullptr && may.allowed;
    }

    [[nodiscard]] next_view begun(std::string_view command, events::status to) const {
        next_view out;
        out.command = command;
        out.to = to;
        out.to_label = label(to, of.speaks());
        out.roles = engine::roles_of(command);
        out.schema = "/schemas/commands/" + out.command + ".json";
        return out;
    }

    /// The rows that the caller may take now. Guards look at who asks in which role, so the table
    /// is asked once in each role that allows something.
    void add_open(std::vector<std::string>& into) const {
        const auto& table = engine::table_of(state.follows);
        std::map<events::role, std::vector<engine::open_row>> in_role;
        for (const auto& row : table.rows()) {
            if (row.from != state.at) {
                continue;
            }
            const auto may = permission(row.command);
            if (!may.allowed) {
                continue;
            }
            const auto [known, added] = in_role.try_emplace(may.as);
            if (added) {
                known->second = table.open(state, as_caller(may.as), context);
            }
            for (const auto& open : known->second) {
                if (open.row == &row && open.not_met == nullptr) {
                    add_once(into, row.command);
                }
            }
        }
    }

    /// What the step may have in common with another case, by the law of this one.
    void add_common(next_view& step) const {
        const auto* known = of.on.rules.find(state.procedure);
        if (known == nullptr) {
            return;
        }
        for (const auto* one : engine::common_on(*known, step.command, state.law_at(of.now()))) {
            add_once(step.may_state, "common_with");
            if (one->ground) {
                add_once(step.may_state,
                         "common_ground=" + std::string{events::name_of(*one->ground)});
            }
        }
    }

    void add_table(std::vector<next_view>& into) const {
        // Guards look at who asks in which role, so each command is asked about in its own.
        std::map<events::role, std::vector<engine::next_step>> in_role;
        for (const auto& any :
             engine::next_steps(state, as_caller(events::role::system), context)) {
            const auto may = permission(any.command);
            if (!is_told(any.command, may)) {
                continue;
            }
            const auto [known, added] = in_role.try_emplace(may.as);
            if (added) {
                known->second = engine::next_steps(state, as_caller(may.as), context);
            }
            for (const auto& step : known->second) {
                if (step.command != any.command || step.to != any.to) {
                    continue;
                }
                auto out = begun(step.command, step.to);
                out.records = step.records;
                for (const auto* rule : step.will_be_asked) {
                    out.asks.push_back(api::view_of(of, *rule, state.law_at(of.now())));
                }
                add_common(out);
                explain(out, step.not_met, may);
                into.push_back(std::move(out));
                break;
            }
        }
    }

    template <class Command> [[nodiscard]] bool fits(const engine::alert& one) const {
        auto command = as_caller(events::role::system);
        command.detail = Command{one.deadline, one.rung};
        return engine::watch_refusal(state, command, context) == nullptr;
    }

    template <class Command>
    void add_open_about(std::vector<std::string>& into, const engine::alert& one) const {
        if (fits<Command>(one) && permission(Command::name).allowed) {
            add_once(into, Command::name);
        }
    }

    void add_open_alerts(std::vector<std::string>& into) const {
        for (const auto& one : state.alerts) {
            add_open_about<engine::acknowledge_alert>(into, one);
            add_open_about<engine::escalate_alert>(into, one);
            add_open_about<engine::resolve_alert>(into, one);
        }
    }

    template <class Command>
    void add_about(std::vector<next_view>& into, const engine::alert& one,
                   std::string_view records) const {
        const auto may = permission(Command::name);
        if (!fits<Command>(one) || !is_told(Command::name, may)) {
            return;
        }
        auto out = begun(Command::name, state.at);
        out.records = records;
        out.with = any_json{json{{"deadline", one.deadline}, {"rung", one.rung}}};
        explain(out, nullptr, may);
        into.push_back(std::move(out));
    }

    void add_alerts(std::vector<next_view>& into) const {
        for (const auto& one : state.alerts) {
            add_about<engine::acknowledge_alert>(into, one, "alert_acknowledged");
            add_about<engine::escalate_alert>(into, one, "alert_escalated");
            add_about<engine::resolve_alert>(into, one, "alert_resolved");
        }
    }
};

} // namespace

std::vector<next_view> next_of(call& of, const engine::case_state& state, steps_told which) {
    std::vector<next_view> out;
    const asking ask{.of = of, .state = state, .which = which};
    ask.add_table(out);
    ask.add_alerts(out);
    return out;
}

std::vector<std::string> open_commands(call& of, const engine::case_state& state) {
    std::vector<std::string> out;
    const asking ask{.of = of, .state = state};
    ask.add_open(out);
    ask.add_open_alerts(out);
    return out;
}

} // namespace connectors::api
