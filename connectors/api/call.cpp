#include "connectors/api/call.hpp"

namespace connectors::api {

bool office_branches::within(const events::office_code& below,
                             const events::office_code& above) const {
    // The tree has two levels; a circle in the data must not become one here.
    events::office_code at = below;
    for (int level = 0; level < 8 && !at.empty(); ++level) {
        if (at == above) {
            return true;
        }
        const auto* office = rules_.find_office(at);
        at = office == nullptr ? events::office_code{} : office->parent;
    }
    return false;
}

bool office_branches::at_work(const events::office_code& office) const {
    const auto* known = rules_.find_office(office);
    return known == nullptr || !known->has_ended_on(today_);
}

bool office_branches::follows(const events::office_code& heir,
                              const events::office_code& ended) const {
    if (at_work(ended)) {
        return false;
    }
    const auto* in_charge = rules_.office_in_charge(ended, today_);
    return in_charge != nullptr && in_charge->key == heir;
}

call::call(const parts& lent, request_context request, events::officer_id officer)
    : on(lent), context(std::move(request)), officer_(std::move(officer)), now_(lent.time.now()) {}

const std::vector<engine::grant>& call::grants() {
    if (!grants_) {
        grants_ = on.grants.of(officer_);
    }
    return *grants_;
}

const projections::snapshot& call::view() {
    if (!view_) {
        view_ = on.store.view();
    }
    return *view_;
}

engine::permission call::ask(engine::action wants, const events::office_code& office,
                             std::string_view command) {
    ++asked_;
    engine::permission_question question{.wants = wants, .command = command, .office = office};
    if (const auto chosen = context.request.header("Acting-As"); !chosen.empty()) {
        const auto role = events::enum_of<events::role>(chosen);
        if (!role) {
            throw refusal(problem_of("parameter_invalid", {"Acting-As không phải là một vai trò.",
                                                           "Acting-As does not name a role."}));
        }
        question.acting_as = *role;
        question.role_chosen = true;
    }
    return engine::authorise(grants(), office_branches{on.rules, now_}, question);
}

engine::permission call::require(engine::action wants, const events::office_code& office,
                                 std::string_view command) {
    auto answer = ask(wants, office, command);
    if (!answer.allowed) {
        const engine::permission_question question{
            .wants = wants, .command = command, .office = office};
        throw refusal(problem_of(engine::forbidden(question, answer.why)));
    }
    return answer;
}

bool call::may(engine::action wants, const events::office_code& office) {
    return ask(wants, office, {}).allowed;
}

} // namespace connectors::api
