#pragma once

#include "connectors/duties/outgoing_progress.hpp"
#include "connectors/log_place.hpp"
#include "connectors/vault_place.hpp"
#include "events/documents.hpp"
#include "ops/cli/invocation.hpp"

#include <memory>
#include <string>

/// What `motcua log copy` copies from and to, as it was named: the logs, and what goes with each.
namespace ops {

/// A log that was named on the command line, with what the configuration says about Kafka.
[[nodiscard]] connectors::log_place place_of(const invocation& on, const std::string& where);

/// The same, where there must be one already. Throws not_found_error where no file is.
[[nodiscard]] connectors::log_place existing_place_of(const invocation& on,
                                                      const std::string& where);

struct copy_places {
    connectors::log_place from;
    connectors::log_place to;
};

/// Throws usage_error where a key is named for a log that has no vault.
[[nodiscard]] copy_places copy_places_of(invocation& on, const arguments& given);

/// The vaults that go with the two logs, unless the events alone are wanted or one has none.
[[nodiscard]] connectors::two_vaults vaults_of(invocation& on, const arguments& given,
                                               const copy_places& at);

struct two_stores {
    std::unique_ptr<events::document_store> from;
    std::unique_ptr<events::document_store> to;
};

/// None when they are not wanted, or lie in one place for both.
[[nodiscard]] two_stores stores_of(invocation& on, const arguments& given, const copy_places& at);

/// How far mail was sent lies in the outbox of a folder, and in the vault of nodes on Kafka.
[[nodiscard]] connectors::outgoing_progress_place mail_progress_of(const connectors::log_place& at,
                                                                   events::vault* vault);

} // namespace ops
