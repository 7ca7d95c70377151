#pragma once

#include "connectors/api/answer_json.hpp"
#include "connectors/api/call.hpp"
#include "connectors/http/router.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace connectors::api {

/// Who may ask at all; what they are then allowed is asked of call::require.
enum class visibility { anyone, officers };

/// A parameter as /openapi.json tells it.
struct parameter_note {
    enum class place { query, header };
    std::string name;
    std::string about;
    place in = place::query;
    bool required = false;
    json schema = json{{"type", "string"}};
    json example{}; ///< null: none
};

/// A body that is sent or answered. `shape` names a schema of /openapi.json, `schema` makes it; a
/// body that is not JSON has neither.
struct body_note {
    std::string media_type = "application/json";
    std::string shape;
    std::function<json()> schema;
    json example{}; ///< null: none
};

struct answer_note {
    int status = 200;
    std::string about;
    body_note body{};
    std::vector<parameter_note> headers{};
};

/// Serves one call; answers through the responder now or later.
using serving = std::function<void(const std::shared_ptr<call>&, const responder&)>;

/// One thing that the API can do: its line of the route table with everything /openapi.json says of
/// it.
struct operation {
    std::string line; ///< "GET /v1/cases/{code}"
    std::string id;   ///< operationId
    std::string group;
    std::string about;
    visibility who = visibility::officers;
    std::vector<parameter_note> parameters{};
    std::vector<body_note> takes{};
    std::vector<answer_note> answers{};
    std::vector<std::string> problems{}; ///< codes that are particular to it
    serving serve;
    route_options options{};
    bool streams = false; ///< answers with an event stream, which cannot be looked into
};

using operations = std::vector<operation>;

/// A handler that answers before it returns.
[[nodiscard]] serving answering(std::function<http_response(call&)> function);

/// The shape of an answer that is a described struct.
template <class Shape> [[nodiscard]] body_note json_body(std::string shape) {
    return {"application/json", std::move(shape), [] { return events::schema::of<Shape>(); }};
}

template <class Shape>
[[nodiscard]] http_response json_answer(const Shape& shape, int status = 200) {
    return json_text_response(json_text_of(shape), status);
}

} // namespace connectors::api
