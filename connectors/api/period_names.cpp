#include "connectors/api/period_names.hpp"

#include "engine/law.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

std::optional<std::string> in_language_of(const call& of, const engine::bilingual* name) {
    return name == nullptr ? std::nullopt : std::optional{name_in(of, *name)};
}

} // namespace

std::optional<std::string> period_name_in(const call& of, const engine::case_state& state,
                                          const engine::deadline& one) {
    const auto days = state.law_at(one.since);
    const auto* procedure = of.on.rules.find(state.procedure);
    const auto* rule = procedure == nullptr ? nullptr
                                            : engine::find_deadline(*procedure, one.id, days,
                                                                    engine::law::known_of(state));
    return in_language_of(
        of, rule != nullptr ? &rule->name
                            : engine::law::period_name(of.on.rules, state.procedure, one.id, days));
}

std::optional<std::string> period_name_in(const call& of, const engine::case_state& state,
                                          const std::string& deadline) {
    const auto known = std::ranges::find(state.deadlines, deadline, &engine::deadline::id);
    if (known != state.deadlines.end()) {
        return period_name_in(of, state, *known);
    }
    const auto day = events::office_date(state.received_at.value_or(state.opened_at));
    return in_language_of(of,
                          engine::law::period_name(of.on.rules, state.procedure, deadline, day));
}

std::optional<std::string> period_name_in(const call& of, const projections::case_row& row,
                                          const std::string& deadline) {
    const auto day = events::office_date(row.received_at.value_or(row.opened_at));
    return in_language_of(of, engine::law::period_name(of.on.rules, row.procedure, deadline, day));
}

} // namespace connectors::api
