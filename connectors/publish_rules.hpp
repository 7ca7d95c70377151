#pragma once

#include "engine/node.hpp"
#include "events/documents.hpp"
#include "projections/store.hpp"

namespace connectors {

/// Records that this rule set is in use, unless the newest published one is the same: an own stream
/// of the log, with all its files as a document, so that a decision can be explained years later.
/// Throws events::fault when the log does not take it.
void publish_rules_once(engine::node& on, const projections::store& store,
                        events::document_store& documents, const engine::rule_set& rules);

} // namespace connectors
