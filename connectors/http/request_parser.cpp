#include "connectors/http/request_parser.hpp"

#include "connectors/http/address.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <functional>
#include <optional>
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
/// A larger buffer is given back as soon as it is empty.
constexpr std::size_t idle_buffer_bytes_max = 4 * 1024;

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

/// Beast's parser with our strictness, filling an http_request.
class request_parser::message final : public beast_http::basic_parser<true> {
public:
    explicit message(const request_limits& limits) : limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
        body_limit(boost::none); // counted below, because the limit depends on the route
    }

    /// Parses from the front; answers how much was used. The failure, if any, is in `failure`.
    std::size_t parse(std::string_view bytes) {
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

    /// Beast asserts that a body without a chunk comes in one piece: "0 CR LF CR LF". Nothing
    /// shorter can follow a head that says chunked, so waiting for it costs nothing.
    [[nodiscard]] std::size_t bytes_needed() const {
        return is_header_done() && chunked() && !in_chunks_ ? 5 : 1;
    }

    void allow_body(std::size_t bytes_max) { limits_.body_bytes_max = bytes_max; }

    /// Once, between header and body.
    void check_length() {
        if (content_length().value_or(0) > limits_.body_bytes_max) {
            fail(transport_problem::body_too_large);
        }
    }

    http_request request;
    request_framing framing;
    std::optional<transport_problem> failure;
    bool waiting = false;
    bool header_reported = false;
    bool length_checked = false;

private:
    /// Beast limits a head by what is offered at once only, and chunk headers and trailers not at
    /// all. Here the head counts in all, and each of those gets the same room.
    void check_size(bool in_header, std::size_t used, std::size_t unused) {
        header_bytes_ += in_header ? used : 0;
        const std::size_t settled = in_header ? header_bytes_ : in_data_ ? 0 : used;
        if (settled + (waiting ? unused : 0) > limits_.header_bytes_max) {
            fail(in_header ? too_long() : transport_problem::malformed_request);
        }
    }

    void fail(transport_problem why) {
        if (!failure) {
            failure = why;
        }
    }

    void fail(transport_problem why, error_code& ec) {
        fail(why);
        ec = error::bad_field;
    }

    [[nodiscard]] transport_problem too_long() const {
        const std::string_view seen = bytes_.substr(0, limits_.header_bytes_max);
        const bool past_first_line = started_ || seen.find('\n') != std::string_view::npos;
        return past_first_line ? transport_problem::headers_too_large
                               : transport_problem::address_too_long;
    }

    [[nodiscard]] transport_problem problem_of(error_code ec, std::string_view bytes) const {
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

    void on_request_impl(beast_http::verb, string_view method, string_view target, int version,
                         error_code& ec) override {
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

    void on_field_impl(beast_http::field field, string_view name, string_view value,
                       error_code& ec) override {
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

    void check(beast_http::field field, string_view value, error_code& ec) {
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

    /// Beast unfolds obsolete line folding silently: the value then lies elsewhere, or a line ends
    /// between the colon and it.
    [[nodiscard]] bool folded(string_view name, string_view value) const {
        const char* begin = name.data() + name.size();
        const char* end = bytes_.data() + bytes_.size();
        const std::less<const char*> before;
        if (before(value.data(), begin) || before(end, value.data())) {
            return true;
        }
        return std::find(begin, value.data(), '\r') != value.data();
    }

    void on_header_impl(error_code& ec) override {
        if (framing.http_1_1 && request.headers.find("Host") == nullptr) {
            return fail(transport_problem::malformed_request, ec);
        }
        framing.keep_alive = keep_alive();
        framing.has_body = chunked() || content_length().value_or(0) > 0;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
        request.body.reserve(static_cast<std::size_t>(
            std::min<std::uint64_t>(length.value_or(0), body_reserve_bytes_max)));
    }

    std::size_t on_body_impl(string_view body, error_code&) override {
        in_data_ = true;
        request.body.append(body.data(), body.size());
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t size, string_view extensions, error_code& ec) override {
        if (extensions.size() > chunk_extension_bytes_max ||
            extensions.find('\n') != string_view::npos) {
            fail(transport_problem::malformed_request, ec);
        } else if (size > limits_.body_bytes_max - request.body.size()) {
            fail(transport_problem::body_too_large, ec);
        }
    }

    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
        in_data_ = true;
        request.body.append(body.data(), body.size());
        return body.size();
    }

    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, string_view, int, error_code&) override {}

    request_limits limits_;
    std::string_view bytes_;
    std::size_t header_bytes_ = 0;
    bool started_ = false;
    bool in_chunks_ = false;
    bool in_data_ = false; ///< the last bytes were of the body itself
};

struct request_parser::input {
    explicit input(const request_limits& with) : limits(with) { current.emplace(limits); }

    request_limits limits;
    std::string bytes;
    std::size_t used = 0;
    std::optional<message> current;

    [[nodiscard]] std::string_view rest() const { return std::string_view{bytes}.substr(used); }

    void drop_used() {
        bytes.erase(0, used);
        used = 0;
        if (bytes.empty() && bytes.capacity() > idle_buffer_bytes_max) {
            bytes.shrink_to_fit();
        }
    }

    /// RFC 9112 section 2.2: an empty line before a request is skipped.
    void skip_empty_lines() {
        while (rest().starts_with("\r\n")) {
            used += 2;
        }
    }
};

request_parser::request_parser(const request_limits& limits)
    : input_(std::make_unique<input>(limits)) {}
request_parser::~request_parser() = default;
request_parser::request_parser(request_parser&&) noexcept = default;
request_parser& request_parser::operator=(request_parser&&) noexcept = default;

void request_parser::append(std::string_view bytes) {
    input_->drop_used();
    input_->bytes.append(bytes);
}

parse_state request_parser::next() {
    message& current = *input_->current;
    if (!current.got_some()) {
        input_->skip_empty_lines();
    }
    while (!current.failure) {
        if (current.is_header_done() && !std::exchange(current.header_reported, true)) {
            return parse_state::header;
        }
        if (current.is_header_done() && !std::exchange(current.length_checked, true)) {
            current.check_length();
            continue;
        }
        if (current.is_done()) {
            return parse_state::complete;
        }
        if (input_->rest().size() < current.bytes_needed() ||
            (!current.got_some() && input_->rest() == "\r")) {
            input_->drop_used();
            return parse_state::more;
        }
        input_->used += current.parse(input_->rest());
        if (current.waiting && !current.failure) {
            input_->drop_used();
            return parse_state::more;
        }
    }
    return parse_state::failed;
}

void request_parser::allow_body(std::size_t bytes_max) { input_->current->allow_body(bytes_max); }

const http_request& request_parser::request() const { return input_->current->request; }

const request_framing& request_parser::framing() const { return input_->current->framing; }

http_request request_parser::take() {
    http_request out = std::move(input_->current->request);
    input_->current.emplace(input_->limits);
    return out;
}

transport_problem request_parser::failure() const { return *input_->current->failure; }

bool request_parser::idle() const { return !input_->current->got_some() && input_->rest().empty(); }

} // namespace connectors
