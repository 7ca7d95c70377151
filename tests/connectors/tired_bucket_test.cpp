// A store of documents that fails in ways which another try, or a set clock, mends.
#include "connectors/http/server.hpp"
#include "events/fault.hpp"
#include "events/s3_documents.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace {

using testing::HasSubstr;

std::unique_ptr<events::document_store> tired_bucket_at(std::uint16_t port) {
    return events::open_s3_documents({.url = "http://127.0.0.1:" + std::to_string(port) + "/papers",
                                      .access_key = "a",
                                      .secret_key = "b"});
}

/// Code and text of the fault that it throws.
std::string fault_of_bucket(const std::function<void()>& what) {
    try {
        what();
    } catch (const events::fault& told) {
        return told.code() + ": " + told.what();
    }
    return "";
}

connectors::http_response no_because(const std::string& code, int status) {
    return connectors::text_response(
        "<Error><Code>" + code + "</Code><Message>as the test says</Message></Error>", status);
}

/// Answers each request with these bytes and closes, as a proxy that has lost its own connection.
class closing_store {
public:
    explicit closing_store(std::function<std::string(const std::string& head)> answer)
        : answer_(std::move(answer)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        auto* const any = reinterpret_cast<sockaddr*>(&at);
        EXPECT_EQ(::bind(socket_, any, size), 0);
        EXPECT_EQ(::listen(socket_, 8), 0);
        EXPECT_EQ(::getsockname(socket_, any, &size), 0);
        port_ = ntohs(at.sin_port);
        thread_ = std::thread([this] { run(); });
    }
    ~closing_store() {
        ::shutdown(socket_, SHUT_RDWR); // wakes accept()
        thread_.join();
        ::close(socket_);
    }
    closing_store(const closing_store&) = delete;
    closing_store& operator=(const closing_store&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void run() {
        for (;;) {
            const int client = ::accept(socket_, nullptr, nullptr);
            if (client < 0) {
                return;
            }
            std::string head;
            char one = 0;
            while (!head.ends_with("\r\n\r\n") && ::read(client, &one, 1) == 1) {
                head.push_back(one);
            }
            const auto bytes = answer_(head);
            EXPECT_EQ(::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                      static_cast<ssize_t>(bytes.size()));
            ::close(client);
        }
    }

    std::function<std::string(const std::string&)> answer_;
    int socket_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

constexpr std::string_view without_length = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
constexpr std::string_view nothing_there =
    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

TEST(a_document, that_was_cut_short_on_its_way_is_asked_for_again_and_not_called_damaged) {
    const std::string whole = "a paper that is long enough to be cut";
    const auto name = events::sha256(whole);
    std::atomic<int> cut = 0;
    const closing_store store{[&](const std::string& head) {
        if (head.find(events::hex(name)) == std::string::npos) {
            return std::string{nothing_there}; // a look at whether the bucket answers
        }
        const bool now = cut > 0 && cut-- > 0;
        return std::string{without_length} + (now ? whole.substr(0, 10) : whole);
    }};
    const auto documents = tired_bucket_at(store.port());
    // Given a connection that ends early once, then the document comes with the next try.
    cut = 1;
    EXPECT_EQ(documents->get(name), whole);
    // Given one that always does, then the store is to blame and nobody restores the document.
    cut = 1000;
    EXPECT_THAT(fault_of_bucket([&] { static_cast<void>(documents->get(name)); }),
                HasSubstr("documents-unreachable"));
}

TEST(a_document, whose_store_says_how_long_it_is_and_has_other_bytes_is_damaged) {
    const auto name = events::sha256("a paper");
    const closing_store store{[&](const std::string& head) {
        return head.find(events::hex(name)) == std::string::npos
                   ? std::string{nothing_there}
                   : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nother";
    }};
    const auto documents = tired_bucket_at(store.port());
    EXPECT_THAT(fault_of_bucket([&] { static_cast<void>(documents->get(name)); }),
                HasSubstr("document-damaged"));
}

TEST(a_bucket_that_is_tired, is_asked_again_where_that_helps) {
    for (const auto& [code, status] :
         {std::pair{"RequestTimeout", 400}, std::pair{"TooManyRequests", 429},
          std::pair{"SlowDown", 503}}) {
        std::atomic<int> refusals = 0;
        connectors::router routes;
        routes.add("GET /papers/{name}", // it is looked for before it is put
                   connectors::answer_with([](const connectors::request_context&) {
                       return no_because("NoSuchKey", 404);
                   }));
        routes.add("PUT /papers/{name}",
                   connectors::answer_with([&](const connectors::request_context&) {
                       return refusals > 0 && refusals-- > 0 ? no_because(code, status)
                                                             : connectors::text_response("", 200);
                   }));
        connectors::http_server store{connectors::http_server_options{}, std::move(routes)};
        const auto documents = tired_bucket_at(store.port());
        refusals = 2;
        EXPECT_EQ(documents->put("a paper"), events::sha256("a paper")) << code;
        refusals = 1000;
        EXPECT_THAT(fault_of_bucket([&] { documents->put("a paper"); }),
                    AllOf(HasSubstr("documents-unreachable"), HasSubstr(code)));
    }
}

TEST(a_bucket_in_another_time, is_told_of_with_what_to_do) {
    std::atomic<bool> skewed = true;
    connectors::router routes;
    routes.add(
        "GET /papers/{name}", connectors::answer_with([&](const connectors::request_context&) {
            return skewed ? no_because("RequestTimeTooSkewed", 403) : no_because("NoSuchKey", 404);
        }));
    connectors::http_server store{connectors::http_server_options{}, std::move(routes)};
    const auto says_why = AllOf(HasSubstr("documents-refused"), HasSubstr("RequestTimeTooSkewed"),
                                HasSubstr("set the clock"));
    EXPECT_THAT(fault_of_bucket([&] { static_cast<void>(tired_bucket_at(store.port())); }),
                says_why)
        << "an answer to HEAD would not say";
    skewed = false;
    const auto documents = tired_bucket_at(store.port());
    skewed = true;
    EXPECT_THAT(
        fault_of_bucket([&] { static_cast<void>(documents->has(events::sha256("a paper"))); }),
        says_why);
}

} // namespace
