#include "connectors/api/no_body.hpp"

#include "connectors/strict_json.hpp"

#include <nlohmann/json.hpp>

namespace connectors::api {

void require_no_body(const call& of) {
    const auto& body = of.context.request.body;
    const auto read = read_strict_json(body.empty() ? "{}" : body);
    if (!read || !read->is_object() || !read->empty()) {
        throw refusal(problem_of("body_invalid", {"Chỉ nhận {} hoặc không có nội dung.",
                                                  "Only {} or no body is taken."}));
    }
}

body_note no_body() {
    return {"application/json", "nothing",
            [] { return json{{"type", "object"}, {"additionalProperties", false}}; }};
}

} // namespace connectors::api
