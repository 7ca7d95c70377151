#include "connectors/http/request_parser.hpp"

#include "connectors/http/strict_message.hpp"

#include <optional>
#include <string>
#include <utility>

namespace connectors {
namespace {

/// A larger buffer is given back as soon as it is empty.
constexpr std::size_t idle_buffer_bytes_max = 4 * 1024;

} // namespace

struct request_parser::input {
    explicit input(const request_limits& with) : limits(with) { current.emplace(limits); }

    request_limits limits;
    std::string bytes;
    std::size_t used = 0;
    std::optional<strict_message> current;

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
    strict_message& current = *input_->current;
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
