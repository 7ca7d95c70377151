#include "connectors/api/document_access.hpp"

#include "connectors/secret_case.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

engine::action asked_for(const engine::case_state& state) {
    return is_secret_case(state) ? engine::action::read_denouncer : engine::action::read_person;
}

bool somebody_erased(const call& of, const engine::case_state& state) {
    return std::ranges::any_of(state.persons,
                               [&](const auto& box) { return !of.on.vault.key(box.person); });
}

} // namespace

void require_documents(call& of, const engine::case_state& state) {
    of.require(asked_for(state), state.office);
    if (somebody_erased(of, state)) {
        throw refusal(problem_of("erased"));
    }
}

bool may_open_documents(call& of, const engine::case_state& state) {
    return of.may(asked_for(state), state.office) && !somebody_erased(of, state);
}

} // namespace connectors::api
