#include "connectors/secret_case.hpp"

#include <algorithm>

namespace connectors {
namespace {

/// Of `follows` and `procedure`; what was sorted into another procedure was no denunciation.
bool is_secret(const auto& of, bool names_denouncer) {
    return of.follows == events::lifecycle::denunciation || of.procedure == "denunciation" ||
           (of.procedure.empty() && names_denouncer);
}

} // namespace

bool is_secret_case(const engine::case_state& state) {
    return is_secret(state,
                     std::ranges::count(state.persons, "denouncer", &events::sealed_box::part) > 0);
}

bool is_secret_case(const projections::case_row& row) {
    return is_secret(row, row.names_denouncer);
}

engine::action reading_persons_of(const engine::case_state& state) {
    return is_secret_case(state) ? engine::action::read_denouncer : engine::action::read_person;
}

} // namespace connectors
