#include "connectors/http/strict_message.hpp"

#include "connectors/http/address.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace connectors {
namespace {

namespace beast_http = boost::beast::http;
using beast_http::error;
using boost::beast::error_code;
using boost::beast::string_view;

/// What one body may reserve before its bytes have come.
constexpr std::size_t body_reserve_bytes_max = 64 * 1024;
constexpr std::size_t chunk_extension_bytes_max = 256;

std::string_view std_view(string_view text) { return {text.data(), text.size()}; }

bool is_number(string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Fields that decide something and of which only one reading may exist.
bool must_be_single(std::string_view name) {
    for (const std::string_view single :
         {"Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Authorization",
          "Idempotency-Key", "Origin", "Expect"}) {
        if (equal_ignoring_case(name, single)) {
            return true;
        }
    }
    return false;
}

} // namespace

strict_message::strict_message(const request_limits& limits) : limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    body_limit(boost::none); // counted below, because the limit depends on the route
}

std::size_t strict_message::parse(std::string_view bytes) {
    bytes_ = bytes;
    in_data_ = false;
    error_code ec;
    const bool in_header = !is_header_done();
    const std::size_t used = put(boost::asio::const_buffer{bytes.data(), bytes.size()}, ec);
    waiting = ec == error::need_more;
    if (ec && !waiting) {
        fail(problem_of(ec, bytes));
    }
    check_size(in_header, used, bytes.size() - used);
    return used;
}

std::size_t strict_message::bytes_needed() const { return is_header_done() && chunked() ? 5 : 1; }

void strict_message::check_length() {
    if (content_length().value_or(0) > limits_.body_bytes_max) {
        fail(transport_problem::body_too_large);
    }
}

void strict_message::check_size(bool in_header, std::size_t used, std::size_t unused) {
    header_bytes_ += in_header ? used : 0;
    const std::size_t settled = in_header ? header_bytes_ : in_data_ ? 0 : used;
    if (settled + (waiting ? unused : 0) > limits_.header_bytes_max) {
        fail(in_header ? too_long() : transport_problem::malformed_request);
    }
}

void strict_message::fail(transport_problem why) {
    if (!failure) {
        failure = why;
    }
}

void strict_message::fail(transport_problem why, error_code& ec) {
    fail(why);
    ec = error::bad_field;
}

transport_problem strict_message::too_long() const {
    const std::string_view seen = bytes_.substr(0, limits_.header_bytes_max);
    const bool past_first_line = started_ || seen.find('\n') != std::string_view::npos;
    return past_first_line ? transport_problem::headers_too_large
                           : transport_problem::address_too_long;
}

transport_problem strict_message::problem_of(error_code ec, std::string_view bytes) const {
    if (ec == error::header_limit) {
        return too_long();
    }
    const std::string_view line = bytes.substr(0, bytes.find('\r'));
    const std::size_t version = line.rfind(" HTTP/");
    if (ec == error::bad_version && version != std::string_view::npos &&
        line.size() == version + 9 && line[version + 7] == '.') {
        return transport_problem::version_not_supported;
    }
    return transport_problem::malformed_request;
}

void strict_message::on_request_impl(beast_http::verb, string_view method, string_view target,
                                     int version, error_code& ec) {
    started_ = true;
    framing.http_1_1 = version == 11;
    const auto known = http_method_from_text(std_view(method));
    if (!known) {
        return fail(transport_problem::method_not_implemented, ec);
    }
    request.method = *known;
    const auto cut = split_target(std_view(target));
    auto query = cut ? parse_query(cut->query) : std::nullopt;
    if (!query) {
        return fail(transport_problem::address_malformed, ec);
    }
    request.path = cut->path;
    request.query = *std::move(query);
}

void strict_message::on_field_impl(beast_http::field field, string_view name, string_view value,
                                   error_code& ec) {
    if (is_header_done()) {
        return; // A trailer, which could contradict what has been checked.
    }
    if (request.headers.all.size() >= limits_.header_fields_max) {
        return fail(transport_problem::headers_too_large, ec);
    }
    if (folded(name, value) ||
        (must_be_single(std_view(name)) && request.headers.find(std_view(name)) != nullptr)) {
        return fail(transport_problem::malformed_request, ec);
    }
    check(field, value, ec);
    request.headers.add(std::string{name}, std::string{value});
}

void strict_message::check(beast_http::field field, string_view value, error_code& ec) {
    if (field == beast_http::field::content_length && !is_number(value)) {
        fail(transport_problem::malformed_request, ec);
    } else if (field == beast_http::field::transfer_encoding) {
        if (!framing.http_1_1) {
            fail(transport_problem::malformed_request, ec);
        } else if (!equal_ignoring_case(std_view(value), "chunked")) {
            fail(transport_problem::encoding_not_implemented, ec);
        }
    } else if (field == beast_http::field::expect && framing.http_1_1) {
        framing.expects_continue = equal_ignoring_case(std_view(value), "100-continue");
        if (!framing.expects_continue) {
            fail(transport_problem::expectation_unknown, ec);
        }
    }
}

bool strict_message::folded(string_view name, string_view value) const {
    const char* begin = name.data() + name.size();
    const char* end = bytes_.data() + bytes_.size();
    const std::less<const char*> before;
    if (before(value.data(), begin) || before(end, value.data())) {
        return true;
    }
    return std::find(begin, value.data(), '\r') != value.data();
}

void strict_message::on_header_impl(error_code& ec) {
    if (framing.http_1_1 && request.headers.find("Host") == nullptr) {
        return fail(transport_problem::malformed_request, ec);
    }
    framing.keep_alive = keep_alive();
    framing.has_body = chunked() || content_length().value_or(0) > 0;
}

void strict_message::on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) {
    request.body.reserve(static_cast<std::size_t>(
        std::min<std::uint64_t>(length.value_or(0), body_reserve_bytes_max)));
}

std::size_t strict_message::on_body_impl(string_view body, error_code&) {
    in_data_ = true;
    request.body.append(body.data(), body.size());
    return body.size();
}

void strict_message::on_chunk_header_impl(std::uint64_t size, string_view extensions,
                                          error_code& ec) {
    if (extensions.size() > chunk_extension_bytes_max ||
        extensions.find('\n') != string_view::npos) {
        fail(transport_problem::malformed_request, ec);
    } else if (size > limits_.body_bytes_max - request.body.size()) {
        fail(transport_problem::body_too_large, ec);
    }
}

std::size_t strict_message::on_chunk_body_impl(std::uint64_t, string_view body, error_code&) {
    in_data_ = true;
    request.body.append(body.data(), body.size());
    return body.size();
}

} // namespace connectors
