#include "connectors/api/command_answer.hpp"

#include "connectors/api/command_request.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/request_fingerprint.hpp"
#include "engine/lifecycles/transition.hpp"
#include "projections/timeline.hpp"

namespace connectors::api {
namespace {

constexpr std::size_t newer_steps_max = 50;

/// Whether this step is not what somebody asks for, or not what such a command records.
bool is_of_another_kind(const projections::timeline_entry& step, const engine::command& asked) {
    if (step.actor != asked.actor) {
        return true;
    }
    const auto command = engine::name_of(asked.detail);
    bool known = false;
    for (const auto* table : engine::all_lifecycles()) {
        for (const auto& row : table->rows()) {
            if (row.command != command) {
                continue;
            }
            if (row.records == step.type) {
                return false;
            }
            known = true;
        }
    }
    return known; // else it is about periods or the installation, and no table says what it records
}

/// Whether the key was used for another request, before this process remembered what keys stand
/// for, or on another node. Of a step that keeps no fingerprint, or whose persons are not all there
/// any more, only the kind is known.
bool is_of_another(const call& of, const projections::timeline_entry& step,
                   const engine::command& asked) {
    if (is_of_another_kind(step, asked)) {
        return true;
    }
    const auto counted = projections::event_at(of.on.log, step.place).common;
    if (!counted.fingerprint) {
        return false;
    }
    const auto now = request_fingerprint(request_hash(of), counted.sealed, of.on.vault);
    return now && *now != *counted.fingerprint;
}

problem problem_of_log(const engine::unavailable& what) {
    auto told = problem_of(what.known_absent ? "unavailable" : "outcome_unknown");
    told.with("reason", what.problem);
    return told;
}

struct answering_command {
    call& of;
    const engine::command& asked;
    named_by id;

    http_response operator()(const engine::accepted& done) const {
        step_taken out;
        out.code = done.code;
        out.subject = done.subject;
        out.office = asked.office;
        out.version = done.version;
        out.event = done.event;
        out.position = to_text(done.place);
        out.repeated = done.repeated;
        auto at = done.at;
        if (done.repeated) {
            // The node knows that it counted; what it did then, the timeline knows.
            if (const auto entry = projections::step_at(of.view(), done.subject, done.version)) {
                if (id == named_by::client_key && is_of_another(of, *entry, asked)) {
                    return to_response(problem_of("idempotency_key_reused"), of.speaks());
                }
                out.event = entry->id;
                out.position = to_text(entry->place);
                at = entry->status_after.value_or(at);
            }
        }
        out.status = at;
        out.status_label = label(at, of.speaks());
        if (const auto state = of.on.store.newest(done.subject)) {
            out.office = state->office;
            if (state->at == at) {
                out.status_label = status_label_of(of, *state);
            }
            out.next = open_commands(of, *state);
        }
        auto response = json_answer(out, asked.subject.empty() && !done.repeated ? 201 : 200);
        response.headers.add("X-Event-Position", out.position);
        response.headers.add("ETag", entity_tag_of(done.subject, done.version));
        return response;
    }

    http_response operator()(const engine::rejection& no) const {
        auto told = problem_of(no);
        const auto state = asked.subject.empty() ? std::nullopt : of.on.store.newest(asked.subject);
        if (state && state->at == no.at) {
            std::erase_if(told.extra, [](const problem_member& one) {
                return one.name == "case_status_label"; // it says only what the status is called
            });
            told.with("case_status_label", status_label_of(of, *state));
            if (says_what_is_open(no)) {
                tell_open(told, open_commands(of, *state));
            }
        }
        if (no.code == engine::rejection_code::version_conflict) {
            add_newer(told);
        }
        return to_response(told, of.speaks());
    }

    http_response operator()(const engine::unavailable& what) const {
        return to_response(problem_of_log(what), of.speaks());
    }

private:
    static bool says_what_is_open(const engine::rejection& no) {
        return no.code == engine::rejection_code::not_allowed_now ||
               no.code == engine::rejection_code::rule_not_met;
    }

    /// The table knows in which role somebody asked, and not which others they have.
    static void tell_open(problem& told, const std::vector<std::string>& open) {
        std::erase_if(told.extra, [](const problem_member& one) { return one.name == "allowed"; });
        if (!open.empty()) {
            told.with("allowed", open);
        }
    }

    /// What has happened since the caller looked, so that they can decide anew.
    void add_newer(problem& told) const {
        const auto state = projections::find_case(of.view(), asked.subject);
        if (!state || !asked.expected_version) {
            return;
        }
        told.with("version", state->version);
        const auto newer = steps_of(of, *state, *asked.expected_version + 1, newer_steps_max);
        told.with("newer", nlohmann::json::parse(to_json(newer).dump(
                               -1, ' ', false, json::error_handler_t::replace)));
    }
};

} // namespace

http_response answer_of(call& of, const engine::command& asked, const engine::answer& told,
                        named_by id) {
    return std::visit(answering_command{of, asked, id}, told);
}

void refuse_unrecorded(const engine::unavailable& told) { throw refusal(problem_of_log(told)); }

bool is_recorded(const engine::answer& told) {
    if (const auto* gone = std::get_if<engine::unavailable>(&told)) {
        refuse_unrecorded(*gone);
    }
    return std::holds_alternative<engine::accepted>(told);
}

} // namespace connectors::api
