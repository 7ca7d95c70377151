#include "connectors/api/command_submission.hpp"

#include "connectors/api/command_answer.hpp"
#include "connectors/api/command_request.hpp"
#include "connectors/api/service.hpp"

#include <optional>
#include <utility>

namespace connectors::api {
namespace {

bool is_repeated(const engine::answer& told) {
    const auto* done = std::get_if<engine::accepted>(&told);
    return done != nullptr && done->repeated;
}

/// A command on its way, and the key under which it came.
struct submitted {
    std::shared_ptr<call> one;
    engine::command asked;
    taken_key key;
};

/// Says whether the key has counted for what was asked: an answer that could not be put together
/// says nothing, and then the next one that comes under it is compared with what is in the log.
void settle_key(service& in, const submitted& step, const engine::answer& told,
                bool answered_well) {
    if (answered_well && std::holds_alternative<engine::accepted>(told)) {
        in.bodies().counted(step.asked.id, step.key.request);
    } else if (is_repeated(told) && !step.key.has_counted) {
        in.bodies().forget(step.asked.id); // the key belongs to the request that counted
    }
}

void answer_submitted(service& in, submitted& step, const engine::answer& told,
                      const responder& to) {
    // The fold has passed the event: what is read from now on shows it.
    call fresh{step.one->on, step.one->context, step.one->officer()};
    std::optional<http_response> answer;
    try {
        answer = answer_of(fresh, step.asked, told,
                           step.key.has_counted ? named_by::itself : named_by::client_key);
    } catch (const std::exception&) { // told below, when the key is free
    }
    settle_key(in, step, told, answer && answer->status < 400);
    step.key.flight.reset(); // before the caller knows: it may ask again at once
    to.answer(answer ? *std::move(answer)
                     : to_response(problem_of("outcome_unknown"), fresh.speaks()));
}

/// The node decides ahead of what is visible: it may refuse a version because of a step that no
/// query shows yet, and the answer is to show that step.
constexpr std::chrono::milliseconds newer_step_patience{1000};

bool is_refused_for_newer(const engine::command& asked, const engine::answer& told) {
    const auto* no = std::get_if<engine::rejection>(&told);
    return no != nullptr && no->code == engine::rejection_code::version_conflict &&
           asked.expected_version.has_value();
}

void answer_when_newer_shows(service& in, const std::shared_ptr<submitted>& step,
                             engine::answer told, const responder& to) {
    in.waiter().when(
        [step](const projections::snapshot& view) {
            return shows_newer_step(projections::find_case(view, step->asked.subject),
                                    *step->asked.expected_version);
        },
        newer_step_patience,
        [&in, step, told = std::move(told), to](bool) {
            // Newer steps are read from the log, which may be far away.
            in.slow_answers().post(
                [&in, step, told, to] { answer_submitted(in, *step, told, to); });
        });
}

void answer_step(service& in, const std::shared_ptr<submitted>& step, engine::answer told,
                 const responder& to) {
    if (is_refused_for_newer(step->asked, told)) {
        step->key.flight.reset();
        return answer_when_newer_shows(in, step, std::move(told), to);
    }
    if (is_repeated(told) && !step->key.has_counted) { // what was asked then is in the log
        in.slow_answers().post(
            [&in, step, told = std::move(told), to] { answer_submitted(in, *step, told, to); });
        return;
    }
    answer_submitted(in, *step, told, to);
}

} // namespace

bool shows_newer_step(const std::optional<engine::case_state>& shown, std::uint64_t seen) {
    return shown && !shown->is_as_seen_at(seen);
}

void submit(service& in, const std::shared_ptr<call>& one, engine::command what,
            const events::digest& request, const responder& to) {
    auto key = take_key(in, what.id, request);
    auto step = std::make_shared<submitted>(submitted{one, what, std::move(key)});
    one->on.node->submit(std::move(what), [&in, step, to](engine::answer told) {
        in.answers().post([&in, step, to, told = std::move(told)]() mutable {
            answer_step(in, step, std::move(told), to);
        });
    });
}

} // namespace connectors::api
