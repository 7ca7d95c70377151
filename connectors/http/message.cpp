#include "connectors/http/message.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

constexpr std::array<std::string_view, 7> method_names{"GET",   "HEAD",   "POST",   "PUT",
                                                       "PATCH", "DELETE", "OPTIONS"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

} // namespace

std::string_view to_text(http_method method) {
    return method_names[static_cast<std::size_t>(method)];
}

std::optional<http_method> http_method_from_text(std::string_view text) {
    const auto found = std::ranges::find(method_names, text);
    if (found == method_names.end()) {
        return std::nullopt;
    }
    return static_cast<http_method>(found - method_names.begin());
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

void http_headers::add(std::string name, std::string value) {
    all.push_back({std::move(name), std::move(value)});
}

const std::string* http_headers::find(std::string_view name) const {
    for (const http_header& field : all) {
        if (equal_ignoring_case(field.name, name)) {
            return &field.value;
        }
    }
    return nullptr;
}

std::string http_headers::joined(std::string_view name) const {
    std::string out;
    for (const http_header& field : all) {
        if (equal_ignoring_case(field.name, name)) {
            out.append(out.empty() ? "" : ", ").append(field.value);
        }
    }
    return out;
}

const std::string* http_request::query_value(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &query_parameter::name);
    return found == query.end() ? nullptr : &found->value;
}

std::string_view http_request::header(std::string_view name) const {
    const std::string* value = headers.find(name);
    return value == nullptr ? std::string_view{} : std::string_view{*value};
}

http_response json_response(const nlohmann::json& value, int status) {
    return json_text_response(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                              status);
}

http_response json_text_response(std::string json, int status) {
    return {status, {}, std::move(json), "application/json"};
}

http_response text_response(std::string text, int status) {
    return {status, {}, std::move(text), "text/plain; charset=utf-8"};
}

http_response empty_response() { return {204, {}, {}, {}}; }

} // namespace connectors
