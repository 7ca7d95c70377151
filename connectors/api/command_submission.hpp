#pragma once

#include "connectors/api/call.hpp"
#include "connectors/http/responder.hpp"
#include "engine/command.hpp"

#include <memory>

namespace connectors::api {

class service;

/// Submits what a request asks for, of which `request` is the request_hash(), under its key, and
/// answers once the fold has passed it: at once what this process knows, on the worker of slow
/// answers what is read from the log first, such as what had been asked under the key before.
/// Throws refusal `idempotency_key_reused`, `idempotency_key_busy`.
void submit(service& in, const std::shared_ptr<call>& one, engine::command what,
            const events::digest& request, const responder& to);

} // namespace connectors::api
