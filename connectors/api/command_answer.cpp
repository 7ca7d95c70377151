#include "connectors/api/command_answer.hpp"

#include "connectors/api/parameters.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

constexpr std::size_t newer_steps_max = 50;

struct answering_command {
    call& of;
    const engine::command& asked;

    http_response operator()(const engine::accepted& done) const {
        step_taken out;
        out.code = done.code;
        out.subject = done.subject;
        out.office = asked.office;
        out.version = done.version;
        out.event = done.event;
        out.position = to_text(done.place);
        out.repeated = done.repeated;
        if (done.repeated) {
            // The node knows that it counted; where it lies, the timeline knows.
            if (const auto entry = entry_of(of.view(), done.subject, done.version)) {
                out.event = entry->id;
                out.position = to_text(entry->place);
            }
        }
        if (const auto state = projections::find_case(of.view(), done.subject)) {
            out.office = state->office;
            add_standing(out, *state, done);
        }
        auto response = json_answer(out, asked.subject.empty() && !done.repeated ? 201 : 200);
        response.headers.add("X-Event-Position", out.position);
        response.headers.add("ETag", entity_tag_of(done.subject, done.version));
        return response;
    }

    http_response operator()(const engine::rejection& no) const {
        auto told = problem_of(no);
        if (no.code == engine::rejection_code::version_conflict) {
            add_newer(told);
        }
        return to_response(told, of.speaks());
    }

    http_response operator()(const engine::unavailable& what) const {
        auto told = problem_of(what.known_absent ? "unavailable" : "outcome_unknown");
        told.with("reason", what.problem);
        return to_response(told, of.speaks());
    }

private:
    void add_standing(step_taken& out, const engine::case_state& state,
                      const engine::accepted& done) const {
        out.status = done.at;
        out.status_label = label(done.at, of.speaks());
        for (const auto& step : next_of(of, state)) {
            if (step.allowed &&
                std::find(out.next.begin(), out.next.end(), step.command) == out.next.end()) {
                out.next.push_back(step.command);
            }
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

http_response answer_of(call& of, const engine::command& asked, const engine::answer& told) {
    return std::visit(answering_command{of, asked}, told);
}

} // namespace connectors::api
