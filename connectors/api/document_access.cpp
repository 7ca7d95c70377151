#include "connectors/api/document_access.hpp"

#include "connectors/secret_case.hpp"
#include "projections/documents.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

bool somebody_erased(const call& of, const engine::case_state& state) {
    return std::ranges::any_of(state.persons,
                               [&](const auto& box) { return !of.on.vault.key(box.person); });
}

} // namespace

void require_documents(call& of, const engine::case_state& state) {
    of.require(reading_persons_of(state), state.office);
    if (somebody_erased(of, state)) {
        throw refusal(problem_of("erased"));
    }
}

bool may_open_documents(call& of, const engine::case_state& state) {
    return of.may(reading_persons_of(state), state.office) && !somebody_erased(of, state);
}

void require_unerased(call& of, const events::digest& document) {
    const auto& view = of.view();
    for (const auto& state :
         projections::find_cases(view, projections::streams_naming(view, document))) {
        if (somebody_erased(of, state)) {
            throw refusal(problem_of("erased"));
        }
    }
}

bool may_name(call& of, const events::digest& document, const events::case_id& subject) {
    const auto& view = of.view();
    const auto named_by = projections::streams_naming(view, document);
    if (std::ranges::count(named_by, subject) > 0) {
        return true;
    }
    // Rule files and closed books are no papers of a case, and name nobody.
    return std::ranges::all_of(projections::find_cases(view, named_by), [&](const auto& state) {
        return !projections::is_case(state) || may_open_documents(of, state);
    });
}

} // namespace connectors::api
