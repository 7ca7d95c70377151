#pragma once

#include "engine/node.hpp"
#include "engine/rule_set.hpp"
#include "events/documents.hpp"
#include "projections/store.hpp"

#include <optional>

namespace connectors {

/// Records that this rule set is in use, unless the newest published one is the same: an own stream
/// of the log, with all its files as a document, so that a decision can be explained years later.
/// Returns those that were the newest before, when there were others. Throws events::fault when the
/// log does not take it.
std::optional<events::rules_id> publish_rules_once(engine::node& on,
                                                   const projections::store& store,
                                                   events::document_store& documents,
                                                   const engine::rule_set& rules);

/// The files of a rule set that was ever in use here, from the document that its event names. Empty
/// when it never was, or when the store no longer has them.
[[nodiscard]] std::optional<engine::rule_files>
published_files(const projections::snapshot& view, const events::log& log,
                const events::document_store& documents, const events::rules_id& rules);

} // namespace connectors
