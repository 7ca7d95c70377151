#include "connectors/http/request_parser.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace connectors;

namespace {

/// What the parser makes of the bytes: one word per request, then the failure's code if any.
std::string read(std::string_view bytes, std::size_t step, const request_limits& limits = {}) {
    request_parser parser{limits};
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += step) {
        parser.append(bytes.substr(i, step));
        parse_state state = parser.next();
        for (; state == parse_state::header || state == parse_state::complete;
             state = parser.next()) {
            if (state == parse_state::complete) {
                const http_request request = parser.take();
                out += std::string{to_text(request.method)} + " " + request.path + " [" +
                       request.body + "] ";
            }
        }
        if (state == parse_state::failed) {
            return out + make_problem(parser.failure()).code;
        }
    }
    return out + (parser.idle() ? "" : "…");
}

/// The same whatever the size of the pieces in which it comes.
std::string read(std::string_view bytes, const request_limits& limits = {}) {
    const std::string whole = read(bytes, bytes.size(), limits);
    for (std::size_t step = 1; step < bytes.size(); step += 1 + step / 4) {
        EXPECT_EQ(read(bytes, step, limits), whole) << "in pieces of " << step;
    }
    return whole;
}

std::string get_message(std::string_view fields) {
    return "GET /a HTTP/1.1\r\nHost: h\r\n" + std::string{fields} + "\r\n";
}

std::string post_message(std::string_view fields, std::string_view body) {
    return "POST /a HTTP/1.1\r\nHost: h\r\n" + std::string{fields} + "\r\n" + std::string{body};
}

} // namespace

TEST(http_parser, reads_requests_that_follow_each_other) {
    EXPECT_EQ(read(get_message("") + post_message("Content-Length: 3\r\n", "abc") +
                   get_message("") + "GET"),
              "GET /a [] POST /a [abc] GET /a [] …");
}

TEST(http_parser, reads_a_chunked_body_and_drops_its_trailers) {
    const std::string body = "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nHost: evil\r\nX: y\r\n\r\n";
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", body) + get_message("")),
              "POST /a [abcde] GET /a [] ");
    request_parser parser{{}};
    parser.append(post_message("Transfer-Encoding: chunked\r\n", body));
    ASSERT_EQ(parser.next(), parse_state::header);
    EXPECT_TRUE(parser.framing().has_body);
    ASSERT_EQ(parser.next(), parse_state::complete);
    EXPECT_EQ(parser.take().header("X"), "");
}

TEST(http_parser, reads_a_chunked_body_without_a_chunk) {
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", "0\r\n\r\n") + get_message("")),
              "POST /a [] GET /a [] ");
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", "0;x\r\nA: b\r\n\r\n") +
                   get_message("")),
              "POST /a [] GET /a [] ");
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", "000\r\n\r\n")), "POST /a [] ");
}

TEST(http_parser, gives_the_query_decoded_and_the_path_as_sent) {
    request_parser parser{{}};
    parser.append("GET /a%2Fb?x=%C4%90 HTTP/1.1\r\nhOsT: h\r\nX: a \t b \r\n\r\n");
    ASSERT_EQ(parser.next(), parse_state::header);
    ASSERT_EQ(parser.next(), parse_state::complete);
    const http_request request = parser.take();
    EXPECT_EQ(request.path, "/a%2Fb");
    ASSERT_NE(request.query_value("x"), nullptr);
    EXPECT_EQ(*request.query_value("x"), "Đ");
    EXPECT_EQ(request.header("host"), "h");
    EXPECT_EQ(request.header("x"), "a \t b");
}

TEST(http_parser, refuses_lengths_that_two_readers_could_read_differently) {
    for (const char* fields :
         {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
          "Content-Length: 3\r\nContent-Length: 3\r\n", "Content-Length: 3, 3\r\n",
          "Content-Length: 3\r\ncontent-length: 4\r\n", "Content-Length: +3\r\n",
          "Content-Length: -1\r\n", "Content-Length: 0x3\r\n", "Content-Length:\r\n",
          "Content-Length: 18446744073709551617\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"}) {
        EXPECT_EQ(read(post_message(fields, "abc")), "malformed_request") << fields;
    }
    for (const char* fields :
         {"Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, identity\r\n",
          "Transfer-Encoding: identity\r\n", "Transfer-Encoding: \"chunked\"\r\n"}) {
        EXPECT_EQ(read(post_message(fields, "abc")), "encoding_not_implemented") << fields;
    }
}

TEST(http_parser, refuses_fields_out_of_form) {
    for (const char* fields :
         {"X : y\r\n", " X: y\r\n", "X: a\r\n b\r\n", "X:\r\n a\r\n", "X: a\nY: b\r\n",
          "X: a\rY: b\r\n", "X: a\x01\r\n", ": y\r\n", "X\r\n", "X(: y\r\n", "Host: other\r\n",
          "Authorization: a\r\nAuthorization: b\r\n",
          "Idempotency-Key: a\r\nIdempotency-Key: b\r\n"}) {
        EXPECT_EQ(read(get_message(fields)), "malformed_request") << fields;
    }
    EXPECT_EQ(read(get_message(std::string("X: a\0b\r\n", 8))), "malformed_request");
}

TEST(http_parser, refuses_start_lines_out_of_form) {
    for (const char* line : {"GET  /a HTTP/1.1\r\n", "GET /a HTTP/1.1 \r\n", "GET /a\r\n",
                             "GET /a HTTP/1.1\n", "GET\t/a HTTP/1.1\r\n", " GET /a HTTP/1.1\r\n",
                             "GET /a http/1.1\r\n", "\x16\x03\x01\x02", "GET /a HTTP/11\r\n"}) {
        EXPECT_EQ(read(std::string{line} + "Host: h\r\n\r\n"), "malformed_request") << line;
    }
    EXPECT_EQ(read("GET /a HTTP/1.1\r\n\r\n"), "malformed_request") << "Host is missing";
    EXPECT_EQ(read("GET /a HTTP/1.0\r\n\r\n"), "GET /a [] ");
    EXPECT_EQ(read("\r\n\r\n" + get_message("")), "GET /a [] ")
        << "empty lines before it are skipped";
}

TEST(http_parser, refuses_what_it_does_not_speak) {
    EXPECT_EQ(read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "version_not_supported");
    EXPECT_EQ(read("FETCH /a HTTP/1.1\r\nHost: h\r\n\r\n"), "method_not_implemented");
    EXPECT_EQ(read("CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n"), "method_not_implemented");
    EXPECT_EQ(read("get /a HTTP/1.1\r\nHost: h\r\n\r\n"), "method_not_implemented");
    EXPECT_EQ(read(get_message("Expect: tea\r\n")), "expectation_unknown");
    EXPECT_EQ(read("GET a HTTP/1.1\r\nHost: h\r\n\r\n"), "address_malformed");
    EXPECT_EQ(read("GET /a?x=%zz HTTP/1.1\r\nHost: h\r\n\r\n"), "address_malformed");
}

TEST(http_parser, refuses_chunks_out_of_form) {
    for (const char* body : {"x\r\n", "3\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "-1\r\n",
                             "\r\n", "3 3\r\nabc\r\n", "10000000000000000\r\n", "3\r\nabc0\r\n\r\n",
                             "0x3\r\nabc\r\n0\r\n\r\n"}) {
        EXPECT_EQ(
            read(post_message("Transfer-Encoding: chunked\r\n", std::string{body} + "\r\n\r\n")),
            "malformed_request")
            << body;
    }
    const std::string long_extension = "3;" + std::string(300, 'x') + "\r\nabc\r\n0\r\n\r\n";
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", long_extension)),
              "malformed_request");
    const std::string trailers = "0\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n";
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", trailers)), "malformed_request");
    const std::string endless_header(20'000, '0');
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", endless_header)),
              "malformed_request");
}

TEST(http_parser, holds_its_limits_however_the_bytes_come) {
    const request_limits small{
        .header_bytes_max = 300, .header_fields_max = 5, .body_bytes_max = 4};
    EXPECT_EQ(read(get_message("A: " + std::string(400, 'x') + "\r\n"), small),
              "headers_too_large");
    std::string many;
    for (int i = 0; i < 30; ++i) {
        many += "A: 12345678\r\n";
    }
    EXPECT_EQ(read(get_message(many), {.header_bytes_max = 300}), "headers_too_large");
    EXPECT_EQ(read(get_message("A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n"), small), "GET /a [] ");
    EXPECT_EQ(read(get_message("A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n"), small),
              "headers_too_large");
    EXPECT_EQ(read("GET /" + std::string(400, 'x'), small), "address_too_long");
    EXPECT_EQ(read("GET /" + std::string(400, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", small),
              "address_too_long");

    EXPECT_EQ(read(post_message("Content-Length: 4\r\n", "abcd"), small), "POST /a [abcd] ");
    EXPECT_EQ(read(post_message("Content-Length: 5\r\n", "abcde"), small), "body_too_large");
    const std::string chunks = "3\r\nabc\r\n1\r\nd\r\n";
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", chunks + "0\r\n\r\n"), small),
              "POST /a [abcd] ");
    EXPECT_EQ(read(post_message("Transfer-Encoding: chunked\r\n", chunks + "1\r\ne\r\n"), small),
              "body_too_large");
}

TEST(http_parser, a_route_may_allow_a_larger_body) {
    request_parser parser{{.body_bytes_max = 1}};
    parser.append(post_message("Content-Length: 3\r\n", "abc"));
    ASSERT_EQ(parser.next(), parse_state::header);
    parser.allow_body(3);
    ASSERT_EQ(parser.next(), parse_state::complete);
    EXPECT_EQ(parser.take().body, "abc");
    parser.append(post_message("Content-Length: 3\r\n", "abc"));
    ASSERT_EQ(parser.next(), parse_state::header);
    EXPECT_EQ(parser.next(), parse_state::failed) << "the allowance was for one message";
}

TEST(http_parser, knows_whether_the_connection_goes_on) {
    const auto keeps = [](std::string_view bytes) {
        request_parser parser{{}};
        parser.append(bytes);
        EXPECT_EQ(parser.next(), parse_state::header);
        return parser.framing().keep_alive;
    };
    EXPECT_TRUE(keeps(get_message("")));
    EXPECT_FALSE(keeps(get_message("Connection: close\r\n")));
    EXPECT_FALSE(keeps(get_message("Connection: x, CLOSE\r\n")));
    EXPECT_FALSE(keeps("GET /a HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(keeps("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}
