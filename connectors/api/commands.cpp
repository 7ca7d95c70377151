#include "connectors/api/acting_office.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/command_request.hpp"
#include "connectors/api/command_submission.hpp"
#include "connectors/api/confirmed_matter.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/erasing.hpp"
#include "connectors/api/found_by_check.hpp"
#include "connectors/api/named_case.hpp"
#include "connectors/api/named_officer.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/service.hpp"
#include "connectors/command_keys.hpp"
#include "connectors/http/trace.hpp"
#include "connectors/request_fingerprint.hpp"
#include "engine/watch_rules.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors::api {
namespace {

/// A refusal at the edge is a refusal all the same: auditors look for it in the same trail.
engine::rejection record_refused(call& of, const engine::command& what,
                                 const engine::permission_question& asked,
                                 const engine::permission& may) {
    auto no = engine::forbidden(asked, may.why);
    of.on.refusals.record(what, no, of.now(), may.refused_in);
    return no;
}

engine::permission permitted(call& of, const engine::command& what) {
    const auto name = engine::name_of(what.detail);
    const engine::permission_question asked{.wants = engine::action::command,
                                            .command = name,
                                            .office = acting_office(of, name, what.office)};
    const auto may = of.ask(asked.wants, asked.office, asked.command);
    if (!may.allowed) {
        throw refusal(problem_of(record_refused(of, what, asked, may)));
    }
    return may;
}

/// Who may not even see the case is told no more than that; the trail has what was tried.
engine::case_state case_for(call& of, std::string_view name) {
    try {
        return newest_case_of(of, engine::action::read_case);
    } catch (const refusal& no) {
        const auto meant = newest_cases_of(of);
        if (no.told().status == 403 && !meant.empty()) {
            engine::command what;
            what.office = meant.front().office;
            what.subject = meant.front().id;
            what.actor = of.officer();
            what.detail = empty_command(name);
            what.id = events::command_id{
                events::uuid_of(fmt::format("unreadable:{}:{}:{}:{}", name, what.actor.str(),
                                            what.subject.str(), events::to_text(of.now())))};
            const engine::permission_question asked{
                .wants = engine::action::read_case, .command = name, .office = what.office};
            record_refused(of, what, asked, of.ask(asked.wants, asked.office, asked.command));
        }
        throw;
    }
}

/// A command whose personal data is still in clear.
struct unsealed_step {
    std::shared_ptr<call> one;
    std::optional<engine::case_state> known; ///< the case that it is about
    engine::command what;
    common_input common;
    std::optional<std::uint64_t> version; ///< of the case as the caller saw it

    [[nodiscard]] const engine::case_state* known_case() const { return known ? &*known : nullptr; }
};

struct commanding {
    service& in;

    engine::command begun(const std::shared_ptr<call>& one, std::string_view name,
                          const events::office_code& office, const events::case_id& subject) const {
        if (one->on.node == nullptr) {
            throw refusal(problem_of("read_only"));
        }
        engine::command what;
        what.office = office;
        what.subject = subject;
        what.actor = one->officer();
        what.detail = empty_command(name);
        what.id = command_id_of(*one, office, subject);
        what.acting_as = permitted(*one, what).as;
        // It lies in the log for good: so nothing but a trace, and of a later form what all have.
        constexpr std::size_t trace_size = 55;
        const auto trace = one->context.request.header("traceparent");
        if (trace_id_of(trace)) {
            what.traceparent = std::string{trace.substr(0, trace_size)};
        }
        return what;
    }

    /// Reads the rest of the command; personal data stays beside it, to be sealed.
    static common_input fill(call& of, engine::command& what, const engine::case_state* known) {
        auto input = read_body(of, engine::name_of(what.detail));
        check_documents(of, input.common.documents);
        require_names(of, what, input.common.documents);
        what.detail = std::move(input.detail);
        check_findings_of_mail(of, what, known);
        if (!input.common.happened_at) { // whose role has ended since may have been given a file
            check_named_officer(of, what, known);
        }
        check_confirmed_matter(of, what, known);
        look_into_named_case(of, what, input.common, known);
        return std::move(input.common);
    }

    /// Seals and submits, at once when nobody's key is needed, else when the keys are durable.
    void go_on(unsealed_step step, const responder& to) const {
        auto persons = keys_needed(step.what, step.common, step.known_case(), step.one->on.vault);
        if (persons.empty()) {
            return seal_and_submit(std::move(step), to);
        }
        const auto one = step.one;
        auto waits = std::make_shared<unsealed_step>(std::move(step));
        in.keys().when_made(std::move(persons), [with = *this, one, waits, to] {
            service::guard("seal a command", one, to,
                           [&] { with.seal_and_submit(std::move(*waits), to); });
        });
    }

    void seal_and_submit(unsealed_step step, const responder& to) const {
        const auto sealed =
            seal_into(step.what, std::move(step.common), step.known_case(), step.one->on.vault);
        if (!sealed) {
            refuse_input(sealed.error());
        }
        if (step.version) {
            step.what.expected_version = step.version;
        }
        const auto request = request_hash(*step.one);
        step.what.fingerprint = request_fingerprint(request, step.what.sealed, step.one->on.vault);
        submit(in, step.one, std::move(step.what), request, to);
    }

    void on_case(const std::shared_ptr<call>& one, const responder& to) const {
        const auto name = command_name(*one);
        if (const auto detail = empty_command(name);
            engine::opens(detail) && engine::is_watch_command(detail)) {
            throw refusal(problem_of("command_unknown", {"Lệnh này không thuộc một hồ sơ: "
                                                         "/v1/offices/{office}/commands/" +
                                                             name,
                                                         "This command is not about a case: "
                                                         "/v1/offices/{office}/commands/" +
                                                             name}));
        }
        unsealed_step step{one, case_for(*one, name), {}, {}, {}};
        step.what = begun(one, name, step.known->office, step.known->id);
        step.version = version_of_condition(*one, step.known->id);
        step.common = fill(*one, step.what, step.known_case());
        go_on(std::move(step), to);
    }

    void at_office(const std::shared_ptr<call>& one, const responder& to) const {
        const auto name = command_name(*one);
        const auto detail = empty_command(name);
        if (!engine::opens(detail)) {
            throw refusal(
                problem_of("command_unknown",
                           {"Lệnh này thuộc một hồ sơ: /v1/cases/{code}/commands/" + name,
                            "This command is about a case: /v1/cases/{code}/commands/" + name}));
        }
        const auto& key = one->context.parameter("office");
        // What concerns the installation may concern every office at once.
        const bool for_all = key == "*" && engine::is_watch_command(detail);
        unsealed_step step{one, {}, {}, {}, {}};
        step.what =
            begun(one, name, for_all ? events::office_code{key} : known_office(*one, key), {});
        step.common = fill(*one, step.what, step.known_case());
        check_reach(*one, step.what);
        go_on(std::move(step), to);
    }

    /// A role is given and taken only where the giver may do so; a person is erased everywhere.
    static void check_reach(call& of, const engine::command& what) {
        if (const auto* grant = std::get_if<engine::grant_role>(&what.detail)) {
            of.require(engine::action::command, grant->at, engine::grant_role::name);
            if (grant->descendants) { // who oversees one office alone gives nothing below it
                for (const auto* branch : engine::branches_of(of.on.rules.offices, grant->at)) {
                    of.require(engine::action::command, branch->key, engine::grant_role::name);
                }
            }
        } else if (const auto* taken = std::get_if<engine::revoke_role>(&what.detail)) {
            of.require(engine::action::command, taken->at, engine::revoke_role::name);
        } else if (const auto* erasure = std::get_if<engine::erase_person>(&what.detail)) {
            require_erasing(of, what, erasure->person);
        }
    }
};

json any_command() {
    return json{{"type", "object"},
                {"description", "The command's own members and the common ones: "
                                "/schemas/commands/<command>.json"}};
}

operation command_operation(std::string line, std::string id, std::string about, serving serve) {
    return {
        .line = std::move(line),
        .id = std::move(id),
        .group = "commands",
        .about = std::move(about),
        .parameters = {{"Idempotency-Key",
                        "Names this request: the same when it is sent again, another for "
                        "another. A UUID, or 1 to 128 visible ASCII characters.",
                        parameter_note::place::header, true},
                       {"Acting-As", "The role to act in, when the caller has several.",
                        parameter_note::place::header, false, events::schema::of<events::role>()}},
        .takes = {{"application/json", "command", any_command}},
        .answers = {{200,
                     "What the command did.",
                     json_body<step_taken>("step_taken"),
                     {{"X-Event-Position", "partition:offset, for min_position."},
                      {"ETag", "\"<case id>:<version>\""}}}},
        .problems = {"not_allowed_now", "rule_not_met", "forbidden", "case_unknown", "case_exists",
                     "version_conflict", "invalid_input", "unknown_procedure", "outside_calendar",
                     "busy", "unavailable", "outcome_unknown", "read_only",
                     "idempotency_key_missing", "idempotency_key_reused", "idempotency_key_busy",
                     "command_unknown", "body_invalid", "media_type_unknown"},
        .serve = std::move(serve),
        .options = {.body_bytes_max = 256 * 1024, .where = run_on::workers}};
}

} // namespace

void add_commands(operations& into, service& of) {
    auto step = command_operation(
        "POST /v1/cases/{code}/commands/{command}", "give_command",
        "Take a step of a case. Personal data, and `words` beside the code of a reason, are sealed "
        "before anything is recorded.",
        [with = commanding{of}](const auto& one, const auto& to) { with.on_case(one, to); });
    step.parameters.push_back({"If-Match",
                               "The ETag of the case as the caller saw it: when the case has moved "
                               "on, the answer is 412 with the steps in `newer`; e-mails that were "
                               "issued since (`mail_issued`) change nothing and do not count. `*` "
                               "for any version.",
                               parameter_note::place::header, true});
    step.problems.emplace_back("condition_missing");
    into.push_back(std::move(step));
    auto opening = command_operation(
        "POST /v1/offices/{office}/commands/{command}", "open_case",
        "Open a case at an office, or change what concerns the installation: roles, rules, the "
        "erasure of a person (office `*` for all).",
        [with = commanding{of}](const auto& one, const auto& to) { with.at_office(one, to); });
    opening.answers.front().about = "The request had been served before, under the same key.";
    opening.answers.push_back(opening.answers.front());
    opening.answers.back().status = 201;
    opening.answers.back().about = "The case that the command opened.";
    opening.problems.emplace_back("office_unknown");
    into.push_back(std::move(opening));
}

} // namespace connectors::api
