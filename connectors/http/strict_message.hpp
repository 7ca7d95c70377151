#pragma once

#include "connectors/http/request_parser.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace connectors {

/// One message: Beast's parser with our strictness, filling an http_request.
class strict_message final : public boost::beast::http::basic_parser<true> {
public:
    explicit strict_message(const request_limits& limits);

    /// Parses from the front; answers how much was used. The failure, if any, is in `failure`.
    std::size_t parse(std::string_view bytes);

    /// Beast asserts that the end of a body in chunks comes in one piece: "0 CR LF CR LF". Nothing
    /// shorter can be missing until then, so waiting for it costs nothing.
    [[nodiscard]] std::size_t bytes_needed() const;

    void allow_body(std::size_t bytes_max) { limits_.body_bytes_max = bytes_max; }

    /// Once, between header and body.
    void check_length();

    http_request request;
    request_framing framing;
    std::optional<transport_problem> failure;
    bool waiting = false;
    bool header_reported = false;
    bool length_checked = false;

private:
    using error_code = boost::beast::error_code;
    using string_view = boost::beast::string_view;

    /// Beast limits a head by what is offered at once only, and chunk headers and trailers not at
    /// all. Here the head counts in all, and each of those gets the same room.
    void check_size(bool in_header, std::size_t used, std::size_t unused);

    void fail(transport_problem why);
    void fail(transport_problem why, error_code& ec);

    [[nodiscard]] transport_problem too_long() const;

    [[nodiscard]] transport_problem problem_of(error_code ec, std::string_view bytes) const;

    void on_request_impl(boost::beast::http::verb, string_view method, string_view target,
                         int version, error_code& ec) override;
    void on_field_impl(boost::beast::http::field field, string_view name, string_view value,
                       error_code& ec) override;
    void check(boost::beast::http::field field, string_view value, error_code& ec);

    /// Beast unfolds obsolete line folding silently: the value then lies elsewhere, or a line ends
    /// between the colon and it.
    [[nodiscard]] bool folded(string_view name, string_view value) const;

    void on_header_impl(error_code& ec) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override;
    std::size_t on_body_impl(string_view body, error_code&) override;
    void on_chunk_header_impl(std::uint64_t size, string_view extensions, error_code& ec) override;
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override;
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, string_view, int, error_code&) override {}

    request_limits limits_;
    std::string_view bytes_;
    std::size_t header_bytes_ = 0;
    bool started_ = false;
    bool in_data_ = false; ///< the last bytes were of the body itself
};

} // namespace connectors
