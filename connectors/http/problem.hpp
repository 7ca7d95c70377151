#pragma once

#include "connectors/http/message.hpp"
#include "connectors/http/request_fields.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// One text in the languages that the product speaks.
struct bilingual {
    std::string vi;
    std::string en;

    [[nodiscard]] const std::string& in(language which) const;
};

/// One wrong place in the request's body.
struct problem_item {
    std::string pointer; ///< JSON Pointer into the body: "/applicant/name"
    std::string code;
    bilingual detail;
};

/// A further member of the problem object, as JSON text.
struct problem_member {
    std::string name;
    std::string json;
};

/// Why a request was not served, for people and for programs. RFC 9457.
struct problem {
    int status = 500;
    std::string code; ///< lowercase words, never changes; the type is "/problems/<code>"
    bilingual title;
    bilingual detail;
    std::string instance;
    std::vector<problem_item> errors;
    std::vector<problem_member> extra;
    std::optional<std::uint32_t> retry_after_s;
    std::string trace_id;

    /// Adds a member; a member that the standard or we have defined keeps its meaning.
    problem& with(std::string name, const nlohmann::json& value);
};

/// The answer in the language that the caller prefers, Vietnamese when it does not say.
[[nodiscard]] http_response to_response(const problem& what, std::string_view accept_language);
[[nodiscard]] http_response to_response(const problem& what, language in);

} // namespace connectors
