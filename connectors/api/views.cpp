#include "connectors/api/views.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/period_names.hpp"
#include "connectors/duties/deadline_watch.hpp"
#include "connectors/http/request_fields.hpp"
#include "engine/law.hpp"
#include "engine/lifecycles/print.hpp"
#include "events/fault.hpp"

#include <algorithm>
#include <utility>

namespace connectors::api {
namespace {

template <class Text> std::optional<Text> unless_empty(const Text& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

name_view name_of(const person_view& person) {
    name_view out{std::nullopt, person.state};
    if (person.data && person.data->value.is_object()) {
        const auto name = person.data->value.find("name");
        if (name != person.data->value.end() && name->is_string()) {
            out.name = name->get<std::string>();
        }
    }
    return out;
}

/// Offices may have made the same code: the caller means the one that they may see.
engine::case_state one_of(call& of, std::vector<engine::case_state> found, const std::string& code,
                          engine::action wants) {
    std::erase_if(found, [](const auto& state) { return !projections::is_case(state); });
    if (found.empty()) {
        throw refusal(problem_of(
            "case_unknown", {"Không có hồ sơ " + code + ".", "There is no case " + code + "."}));
    }
    for (auto& state : found) {
        if (of.may(wants, state.office)) {
            return std::move(state);
        }
    }
    of.require(wants, found.front().office);
    return std::move(found.front());
}

} // namespace

std::string label(events::status at, language in) {
    if (in == language::vietnamese) {
        return std::string{engine::vietnamese(at)};
    }
    std::string text{events::name_of(at)};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string status_label_of(const call& of, std::string_view procedure, events::status at,
                            std::string_view ground, const engine::law_days& days) {
    const auto* name = engine::law::status_name(of.on.rules, procedure, ground, days);
    return name == nullptr ? label(at, of.speaks()) : name_in(of, *name);
}

std::string status_label_of(const call& of, const projections::case_row& row) {
    return status_label_of(of, row.procedure, row.at, row.status_ground, row.law);
}

std::string status_label_of(const call& of, const engine::case_state& state) {
    return status_label_of(of, state.procedure, state.at, state.status_ground, state.law_by_now());
}

std::optional<std::string> procedure_name(const engine::rule_set& rules, std::string_view id,
                                          language in) {
    const auto* found = rules.find(id);
    if (found == nullptr) {
        return std::nullopt;
    }
    return in == language::vietnamese ? found->name.vi : found->name.en;
}

std::optional<std::string> officer_name(const call& of, const events::officer_id& officer) {
    return unless_empty(of.on.people.name_of(officer));
}

std::string entity_tag_of(const events::case_id& id, std::uint64_t version) {
    return strong_entity_tag(id.str() + ":" + std::to_string(version));
}

case_line line_of(call& of, const projections::case_row& row) {
    const auto speaks = of.speaks();
    case_line out;
    out.id = row.id;
    out.code = row.code;
    out.support_code = unless_empty(row.support_code);
    out.office = row.office;
    out.version = row.version;
    out.lifecycle = row.follows;
    out.status = row.at;
    out.status_label = status_label_of(of, row);
    out.procedure = row.procedure;
    out.procedure_name = procedure_name(of.on.rules, row.procedure, speaks);
    out.received_by = row.received_by;
    out.holder = unless_empty(row.holder);
    out.holder_name = officer_name(of, row.holder);
    out.opened_at = row.opened_at;
    out.changed_at = row.changed_at;
    out.received_at = row.received_at;
    out.appointment_at = row.appointment_at;
    out.promised_at = row.promised_at;
    out.issued_at = row.issued_at;
    out.returned_at = row.returned_at;
    out.ended_at = row.ended_at;
    if (const auto& next = row.next) {
        const auto warn = due_soon_of(of.on.rules).before(next->since, next->due, next->unit);
        out.next =
            due_view{next->deadline,
                     next->since,
                     next->due,
                     engine::last_day_of(next->due),
                     next->act_by,
                     engine::lateness_of(next->due, std::nullopt, false, of.now(), warn).state};
    }
    out.paused = row.paused;
    if (const auto person = applicant_of(of, row)) {
        out.applicant = name_of(*person);
    }
    return out;
}

deadline_view view_of(call& of, const engine::case_state& state, const engine::deadline& one) {
    const auto stands = projections::state_of(one, of.now(), due_soon_of(of.on.rules));
    deadline_view out;
    out.id = one.id;
    out.name = period_name_in(of, state, one);
    out.since = one.since;
    out.due = one.due;
    out.last_day = engine::last_day_of(one.due);
    out.amount = one.amount;
    out.unit = one.unit;
    out.act_by = one.act_by;
    out.source = one.source;
    out.state = stands.state;
    out.open = one.open();
    out.paused = one.paused();
    out.met = one.met;
    out.lapsed = one.lapsed;
    out.excused = one.excused;
    out.extended_days = one.extended_days;
    out.pauses = one.pauses;
    return out;
}

case_view view_of(call& of, const engine::case_state& state, const engine::case_state& newest) {
    case_view out;
    auto row = projections::row_of(state);
    const auto applicant = std::exchange(row.applicant, std::nullopt); // is opened once, below
    out.line = line_of(of, row);
    out.rules = state.rules;
    out.opened_by = unless_empty(state.opened_by);
    out.drafter = unless_empty(state.drafter);
    out.accepted_at = state.accepted_at;
    out.checked_as = state.checked_as;
    out.proposal = state.proposal;
    out.result_by = state.result_by;
    out.complaint_kind = state.kind;
    out.level = state.level;
    out.supplements = state.supplements;
    out.apologies = state.apologies;
    out.decision_number = unless_empty(state.decision_number);
    out.register_number = unless_empty(state.register_number);
    out.common_with = unless_empty(state.common_with);
    out.shares_request_of = unless_empty(state.shares_request_of);
    out.performed = state.performed;
    out.performed_amount = state.performed_amount;
    out.confirms = state.confirms;
    out.confirmed_matter = unless_empty(state.confirmed_matter);
    for (const auto& ground : state.archiving) {
        if (engine::law::outcome_of(of.on.rules, state, ground, of.now()) ==
            engine::outcome::archive) {
            out.archiving.push_back(ground);
        }
    }
    out.head = events::hex(state.head);
    for (const auto& box : state.persons) {
        out.persons.push_back(view_of(of, newest, box));
        if (applicant && *applicant == box) {
            out.line.applicant = name_of(out.persons.back());
        }
    }
    for (const auto& one : state.deadlines) {
        out.deadlines.push_back(view_of(of, state, one));
    }
    out.alerts = state.alerts;
    return out;
}

std::string text_of_case(const case_view& one) {
    constexpr std::size_t usual_bytes = 4096;
    std::string out;
    out.reserve(usual_bytes);
    out.push_back('{');
    append_members(out, one.line);
    append_members(out, one);
    out.push_back('}');
    return out;
}

json case_schema() {
    auto out = events::schema::of<case_line>();
    const auto more = events::schema::of<case_view>();
    out["properties"].update(more["properties"]);
    out["required"].insert(out["required"].end(), more["required"].begin(), more["required"].end());
    return out;
}

engine::case_state case_of(call& of, engine::action wants) {
    return case_named(of, of.context.parameter("code"), wants);
}

engine::case_state case_named(call& of, const std::string& code, engine::action wants) {
    std::vector<events::case_id> ids;
    if (events::is_uuid(code)) {
        ids.emplace_back(code);
    } else {
        ids = projections::ids_by_code(of.view(), code);
    }
    return one_of(of, projections::find_cases(of.view(), ids), code, wants);
}

std::vector<engine::case_state> newest_cases_of(const call& of) {
    const auto& code = of.context.parameter("code");
    if (!events::is_uuid(code)) {
        return of.on.store.newest_named(code);
    }
    std::vector<engine::case_state> found;
    if (auto state = of.on.store.newest(events::case_id{code})) {
        found.push_back(*std::move(state));
    }
    return found;
}

engine::case_state newest_case_of(call& of, engine::action wants) {
    return one_of(of, newest_cases_of(of), of.context.parameter("code"), wants);
}

} // namespace connectors::api
