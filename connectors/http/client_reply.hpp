#pragma once

#include "connectors/http/message.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace connectors {

/// One response, its body handed on as it comes.
class client_reply final : public boost::beast::http::basic_parser<false> {
public:
    explicit client_reply(bool to_head) {
        skip(to_head);
        header_limit(header_bytes_max);
        body_limit(boost::none);
    }
    http_response head;
    std::string body; ///< what has come and has not been taken

    /// Beast asserts that a body without a chunk comes in one piece, which is this long.
    [[nodiscard]] std::size_t bytes_needed() const {
        return is_header_done() && chunked() && !in_chunks_ ? 5 : 1;
    }

private:
    static constexpr std::uint32_t header_bytes_max = 64 * 1024;

    void on_response_impl(int code, boost::beast::string_view, int,
                          boost::beast::error_code&) override {
        head.status = code;
    }
    void on_field_impl(boost::beast::http::field field, boost::beast::string_view name,
                       boost::beast::string_view value, boost::beast::error_code&) override {
        if (is_header_done()) {
            return; // a trailer
        }
        if (field == boost::beast::http::field::content_type) {
            head.content_type.assign(value.data(), value.size());
        }
        head.headers.add(std::string{name}, std::string{value});
    }
    std::size_t on_body_impl(boost::beast::string_view bytes, boost::beast::error_code&) override {
        body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view bytes,
                                   boost::beast::error_code& ec) override {
        return on_body_impl(bytes, ec);
    }
    void on_header_impl(boost::beast::error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&,
                           boost::beast::error_code&) override {}
    void on_chunk_header_impl(std::uint64_t, boost::beast::string_view,
                              boost::beast::error_code&) override {
        in_chunks_ = true;
    }
    void on_finish_impl(boost::beast::error_code&) override {}
    void on_request_impl(boost::beast::http::verb, boost::beast::string_view,
                         boost::beast::string_view, int, boost::beast::error_code&) override {}

    bool in_chunks_ = false;
};

} // namespace connectors
