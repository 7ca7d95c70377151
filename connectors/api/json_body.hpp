#pragma once

#include "connectors/api/call.hpp"
#include "connectors/strict_json.hpp"
#include "events/json_read.hpp"

#include <cstddef>
#include <string>

namespace connectors::api {

/// The body as JSON within these bytes. Throws refusal `body_invalid`.
[[nodiscard]] nlohmann::json json_body_of(const call& of, std::size_t bytes_max);
/// Ends a handler: the body is no JSON that we take. `body_invalid`.
[[noreturn]] void refuse_json(const json_refusal& why);
/// Ends a handler: a member of the body is wrong. `said` as in connectors/input_error.hpp.
[[noreturn]] void refuse_member(const std::string& pointer, std::string_view said);
[[noreturn]] void refuse_member(const events::decode_error& said);

/// The body as a described struct, without members that it does not have. Throws refusal
/// `body_invalid` and `invalid_input`.
template <events::described Input>
[[nodiscard]] Input body_of(const call& of, std::size_t bytes_max) {
    const auto body = json_body_of(of, bytes_max);
    try {
        return events::from_json_object<Input>(body, events::extra_members::refused);
    } catch (const events::decode_error& no) {
        refuse_member(no);
    }
}

} // namespace connectors::api
