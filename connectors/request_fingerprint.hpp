#pragma once

#include "events/digest.hpp"
#include "events/sealed.hpp"
#include "events/vault.hpp"

#include <optional>
#include <span>

namespace connectors {

/// What an event keeps of the request that asked for it, so that any node can tell the same request
/// from another one under the same key (ops/decisions/0054-a-key-means-one-request.md). `request`
/// is the hash of all that was asked, and would tell whoever guesses it what a person's data is; so
/// it is keyed with the keys of everybody whose data lies in the event's boxes, and can be made or
/// compared only while all of them live. A request without boxes says nothing but what the event
/// says in clear. Empty when one of them was erased. Throws events::fault when the vault fails.
[[nodiscard]] std::optional<events::digest>
request_fingerprint(const events::digest& request, std::span<const events::sealed_box> boxes,
                    const events::vault& keys);

} // namespace connectors
