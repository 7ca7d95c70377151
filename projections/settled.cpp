#include "projections/settled.hpp"

#include "engine/finality.hpp"

namespace projections {

bool in_progress(const engine::case_state& state) {
    if (!state.received_at || engine::is_final(state.follows, state.at)) {
        return false;
    }
    // A matter that is stopped stands where it stood: the result was returned before or was not.
    const auto at = state.at == events::status::suspended
                        ? state.before_suspension.value_or(state.at)
                        : state.at;
    switch (at) {
    case events::status::solved_at_once:
    case events::status::returned:
    case events::status::resolution_sent:
    case events::status::resolution_published:
    case events::status::conclusion_sent:
    case events::status::conclusion_published:
    case events::status::handled:
        return false; // the person has the outcome; what follows is the office's own affair
    default:
        return true;
    }
}

bool may_be_in_progress(events::status at) {
    engine::case_state one;
    one.at = at;
    one.received_at = events::instant{};
    for (std::size_t i = 0; i < events::enum_names<events::lifecycle>::names.size(); ++i) {
        one.follows = static_cast<events::lifecycle>(i);
        if (in_progress(one)) {
            return true;
        }
    }
    return false;
}

} // namespace projections
