#pragma once

#include "connectors/api/call.hpp"
#include "connectors/http/responder.hpp"
#include "engine/case_state.hpp"
#include "engine/command.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace connectors::api {

class service;

/// Submits what a request asks for, of which `request` is the request_hash(), under its key, and
/// answers once the fold has passed it: at once what this process knows, on the worker of slow
/// answers what is read from the log first, such as what had been asked under the key before.
/// Throws refusal `idempotency_key_reused`, `idempotency_key_busy`.
void submit(service& in, const std::shared_ptr<call>& one, engine::command what,
            const events::digest& request, const responder& to);

/// Whether a query shows the step for which a command on the case as it was at version `seen` is
/// refused: a mail that came since is no such step.
[[nodiscard]] bool shows_newer_step(const std::optional<engine::case_state>& shown,
                                    std::uint64_t seen);

} // namespace connectors::api
