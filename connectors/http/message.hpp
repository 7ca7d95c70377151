#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// The methods that the server knows; any other is answered with 501.
enum class http_method : std::uint8_t { get, head, post, put, patch, delete_, options };

/// As on the wire: GET, POST …
[[nodiscard]] std::string_view to_text(http_method method);
[[nodiscard]] std::optional<http_method> http_method_from_text(std::string_view text);

struct http_header {
    std::string name;
    std::string value;
};

/// Header fields in the order of the message. Names are compared without case.
struct http_headers {
    std::vector<http_header> all;

    void add(std::string name, std::string value);
    /// The first field of that name, or null.
    [[nodiscard]] const std::string* find(std::string_view name) const;
    /// All fields of that name joined by ", ", as RFC 9110 section 5.3 reads them; empty when none.
    [[nodiscard]] std::string joined(std::string_view name) const;
};

struct query_parameter {
    std::string name;
    std::string value;
};

/// One request, complete, its limits already checked.
struct http_request {
    http_method method = http_method::get;
    /// As sent, still percent-encoded, without the query. Parameters of the route are decoded.
    std::string path;
    /// Decoded, in the order of the address; a name may occur more than once.
    std::vector<query_parameter> query;
    http_headers headers;
    std::string body;
    std::string remote_address;

    /// The first value of that name, or null.
    [[nodiscard]] const std::string* query_value(std::string_view name) const;
    /// The field's value, or empty when it is absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// One answer. The server adds Date, Content-Length and the security headers that are not set here.
struct http_response {
    int status = 200;
    http_headers headers;
    std::string body;
    std::string content_type;
};

/// Bytes that are not UTF-8 are replaced, never sent.
[[nodiscard]] http_response json_response(const nlohmann::json& value, int status = 200);
/// A body that is JSON text already.
[[nodiscard]] http_response json_text_response(std::string json, int status = 200);
[[nodiscard]] http_response text_response(std::string text, int status = 200);
/// 204.
[[nodiscard]] http_response empty_response();

/// ASCII letters only, as header names, schemes and tokens are compared.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

} // namespace connectors
