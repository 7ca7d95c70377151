#include "engine/enforcement_stops.hpp"

#include <variant>

namespace engine {

void note_step(enforcement_stops& into, const events::payload& what, const events::facts& said,
               events::instant at, bool stopped) {
    if (!stopped) {
        into = {};
    } else if (std::holds_alternative<events::case_suspended>(what)) {
        if (!said.grounds.empty() &&
            (into.grounds.empty() || into.grounds.back().ground != said.grounds.front())) {
            into.grounds.push_back({said.grounds.front(), at});
        }
    } else if (std::holds_alternative<events::verification_ended>(what)) {
        into.verified.push_back(at);
        into.shown.clear();
    } else if (std::holds_alternative<events::document_attached>(what)) {
        into.shown.insert(into.shown.end(), said.grounds.begin(), said.grounds.end());
    }
}

} // namespace engine
