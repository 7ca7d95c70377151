#include "connectors/publish_rules.hpp"

#include "connectors/application.hpp"
#include "events/fault.hpp"
#include "projections/grants.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors {
namespace {

events::document_ref keep_files(events::document_store& documents, const engine::rule_set& rules) {
    const auto text = nlohmann::json(rules.files).dump();
    return {documents.put(text), "rules", "application/json", text.size()};
}

events::command_id publication(std::size_t number, const events::rules_id& rules) {
    return events::command_id{events::uuid_of(fmt::format("rules:{}:{}", number, rules.str()))};
}

} // namespace

std::optional<events::rules_id> publish_rules_once(engine::node& on,
                                                   const projections::store& store,
                                                   events::document_store& documents,
                                                   const engine::rule_set& rules) {
    const auto before = projections::rules_published_so_far(store.view());
    if (!before.empty() && before.back().rules == rules.id) {
        return std::nullopt;
    }
    engine::command what;
    // The same on every node that starts with these rules now; another once they come back later.
    what.id = publication(before.size(), rules.id);
    what.office = events::office_code{"*"};
    what.actor = events::officer_id{duty_officer};
    what.acting_as = events::role::system;
    what.documents = {keep_files(documents, rules)};
    what.detail = engine::publish_rules{
        rules.id, fmt::format("{} procedures, {} offices, calendar {}", rules.procedures.size(),
                              rules.offices.size(), rules.calendar.id())};
    const auto told = on.run(std::move(what));
    if (!std::holds_alternative<engine::accepted>(told)) {
        throw events::fault("rules-not-published",
                            "publish the rules in the log: it did not take the record; look at the "
                            "disk and start again");
    }
    return before.empty() ? std::nullopt : std::optional{before.back().rules};
}

std::optional<engine::rule_files> published_files(const projections::snapshot& view,
                                                  const events::log& log,
                                                  const events::document_store& documents,
                                                  const events::rules_id& rules) {
    for (const auto& one : projections::rules_published_so_far(view)) {
        if (one.rules != rules) {
            continue;
        }
        const auto steps = projections::timeline(view, one.stream, {1, {}});
        if (steps.rows.empty()) {
            continue;
        }
        const auto event = projections::event_at(log, steps.rows.front().place);
        for (const auto& document : event.common.documents) {
            const auto text = documents.get(document.sha256);
            const auto json = nlohmann::json::parse(text.value_or(""), nullptr, false);
            if (json.is_object()) {
                return json.get<engine::rule_files>();
            }
        }
    }
    return std::nullopt;
}

} // namespace connectors
