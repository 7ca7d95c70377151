#include "connectors/http/address.hpp"
#include "connectors/http/event_reader.hpp"
#include "connectors/http/request_fields.hpp"
#include "connectors/http/request_parser.hpp"
#include "connectors/http/router.hpp"
#include "connectors/http/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace connectors;

namespace {

router sample_routes() {
    router out;
    const handler nothing = answer_with([](const request_context&) { return empty_response(); });
    for (const char* line : {"GET /", "GET /v1/cases", "POST /v1/cases", "GET /v1/cases/{code}",
                             "PUT /v1/cases/{code}/steps/{step}", "GET /assets/{file...}"}) {
        out.add(line, nothing);
    }
    return out;
}

void check(bool promise) {
    if (!promise) {
        std::abort();
    }
}

void route(const http_request& request) {
    static const router routes = sample_routes();
    const route_result result = routes.find(request.method, request.path);
    if (const auto* match = std::get_if<route_match>(&result)) {
        for (const auto& [name, value] : match->parameters) {
            check(!value.empty() && is_utf8(value) && value.find('\0') == std::string::npos);
            check(("/" + value + "/").find("/../") == std::string::npos || name != "file");
            check(percent_decode(percent_encode(value)) == value);
        }
    }
}

void read_fields(const http_request& request) {
    for (const auto& [name, value] : request.headers.all) {
        (void)preferred_language(value);
        (void)parse_prefer(value);
        (void)bearer_token(value);
        (void)trace_id_of(value);
        const auto key = parse_idempotency_key(value);
        check(!key || (!key->empty() && key->size() <= 128));
        if (const auto tags = parse_entity_tags(value)) {
            for (const std::string& tag : tags->tags) {
                check(parse_entity_tags(strong_entity_tag(tag))->tags.front() == tag);
            }
        }
    }
    for (const auto& [name, value] : request.query) {
        check(is_utf8(name) && is_utf8(value));
    }
}

/// Every request that the bytes hold, as one text.
std::string requests_in(std::string_view bytes, std::size_t step) {
    const request_limits limits{
        .header_bytes_max = 512, .header_fields_max = 8, .body_bytes_max = 128};
    request_parser parser{limits};
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += step) {
        parser.append(bytes.substr(i, step));
        while (true) {
            const parse_state state = parser.next();
            if (state == parse_state::failed) {
                (void)make_problem(parser.failure());
                return out;
            }
            if (state == parse_state::more) {
                break;
            }
            if (state == parse_state::complete) {
                const http_request request = parser.take();
                check(request.body.size() <= limits.body_bytes_max);
                check(request.headers.all.size() <= limits.header_fields_max);
                route(request);
                read_fields(request);
                out.append(to_text(request.method)).append(request.path).append(request.body);
            }
        }
    }
    return out;
}

} // namespace

/// The first byte says in what pieces the rest comes; that must not change what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    check(requests_in(bytes, bytes.size()) == requests_in(bytes, 1 + data[0] % 32u));
    event_reader reader;
    reader.feed(bytes, [](const server_event&) { return true; });
    return 0;
}
