#include "connectors/http/response_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace connectors {
namespace {

// clang-format off
constexpr std::array<std::pair<int, std::string_view>, 36> reasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
}};
// clang-format on

std::string_view reason(int status) {
    const auto found =
        std::ranges::lower_bound(reasons, status, {}, &std::pair<int, std::string_view>::first);
    return found != reasons.end() && found->first == status ? found->second : "";
}

struct default_header {
    std::string_view name;
    std::string_view line;
};
constexpr std::array<default_header, 4> security_headers{{
    {"X-Content-Type-Options", "X-Content-Type-Options: nosniff\r\n"},
    {"Content-Security-Policy",
     "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"},
    {"Referrer-Policy", "Referrer-Policy: same-origin\r\n"},
    {"Cache-Control", "Cache-Control: no-store\r\n"},
}};

bool is_framing(std::string_view name) {
    return equal_ignoring_case(name, "Content-Length") ||
           equal_ignoring_case(name, "Transfer-Encoding") ||
           equal_ignoring_case(name, "Connection") || equal_ignoring_case(name, "Date");
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    const auto clean = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    };
    std::ranges::transform(name, std::back_inserter(out), clean);
    out += ": ";
    std::ranges::transform(value, std::back_inserter(out), clean);
    out += "\r\n";
}

void append_framing(std::string& out, const http_response& response,
                    const response_framing& framing) {
    if (framing.body == body_of_response::stream) {
        out += framing.http_1_1 ? "Transfer-Encoding: chunked\r\n" : "";
    } else if (!has_no_body(response.status)) {
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
    }
    if (!framing.keep_alive) {
        out += "Connection: close\r\n";
    } else if (!framing.http_1_1) {
        out += "Connection: keep-alive\r\n";
    }
}

} // namespace

std::string http_date(std::time_t at) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&at, &utc);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                       days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                       months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900,
                       utc.tm_hour, utc.tm_min, utc.tm_sec);
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

void append_head(std::string& out, const http_response& response, const response_framing& framing,
                 std::string_view date) {
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                   reason(response.status), date);
    if (!response.content_type.empty()) {
        append_field(out, "Content-Type", response.content_type);
    }
    append_framing(out, response, framing);
    for (const auto& [name, line] : security_headers) {
        if (response.headers.find(name) == nullptr) {
            out += line;
        }
    }
    for (const auto& [name, value] : response.headers.all) {
        if (!is_framing(name)) {
            append_field(out, name, value);
        }
    }
    out += "\r\n";
}

void append_chunk(std::string& out, std::string_view data) {
    fmt::format_to(std::back_inserter(out), "{:x}\r\n", data.size());
    out.append(data).append("\r\n");
}

} // namespace connectors
