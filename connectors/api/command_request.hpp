#pragma once

#include "connectors/api/service.hpp"
#include "connectors/command_json.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a request that gives a command says, and what is wrong with it. All throw refusal.
namespace connectors::api {

[[noreturn]] void refuse_input(std::vector<problem_item> wrong);

/// The path's {command}.
[[nodiscard]] std::string command_name(const call& of);

/// The id under which a request counts. About a case, the key itself when it is a UUID that nobody
/// derives; else a function of the key, the caller and the case, or the office where one is opened
/// (no `subject`), so that keys of different people and of different offices never meet.
[[nodiscard]] events::command_id command_id_of(const call& of, const events::office_code& office,
                                               const events::case_id& subject);

/// Of all that makes it one request: who asks, for what, with which body.
[[nodiscard]] events::digest request_hash(const call& of);

/// An idempotency key that a request has to itself.
struct taken_key {
    std::shared_ptr<void> flight; ///< the key is busy while it is held
    events::digest request;       ///< request_hash()
    bool has_counted = false;     ///< for this very request, as this process knows
};

/// Keeps the key busy while the result is held. Only a request that could be submitted uses its key
/// up, so that a mended body may come under the same one.
[[nodiscard]] taken_key take_key(service& in, const events::command_id& id,
                                 const events::digest& request);

[[nodiscard]] command_input read_body(const call& of, std::string_view name);

/// Each must lie in the store.
void check_documents(const call& of, const std::vector<events::document_ref>& documents);

/// If-Match names the case and the version that the caller saw; empty for `*`, any version.
[[nodiscard]] std::optional<std::uint64_t> version_of_condition(const call& of,
                                                                const events::case_id& subject);

} // namespace connectors::api
