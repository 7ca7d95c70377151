#include "connectors/secret_case.hpp"

#include <algorithm>

namespace connectors {

bool is_secret_case(const engine::case_state& state) {
    return state.follows == events::lifecycle::denunciation || state.procedure == "denunciation" ||
           (state.procedure.empty() && // what was sorted into another procedure was none
            std::ranges::count(state.persons, "denouncer", &events::sealed_box::part) > 0);
}

} // namespace connectors
