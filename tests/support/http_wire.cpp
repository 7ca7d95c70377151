#include "tests/support/http_wire.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace support {
namespace {

constexpr timeval patience{10, 0};

int connected_socket(std::uint16_t port, int receive_bytes) {
    const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_bytes > 0) {
        ::setsockopt(out, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    }
    ::setsockopt(out, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(out, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(out, reinterpret_cast<sockaddr*>(&to), sizeof to), 0)
        << std::strerror(errno);
    return out;
}

} // namespace

http_wire::http_wire(std::uint16_t port) : http_wire(port, 0) {}

http_wire::http_wire(std::uint16_t port, int receive_bytes)
    : socket_(connected_socket(port, receive_bytes)) {}

http_wire::~http_wire() {
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

http_wire::http_wire(http_wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), rest_(std::move(other.rest_)) {}

bool http_wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool http_wire::fill() {
    std::array<char, 64 * 1024> buffer;
    const ssize_t received = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        ADD_FAILURE() << "nothing came in ten seconds; so far: " << rest_.substr(0, 200);
    }
    if (received <= 0) {
        return false;
    }
    rest_.append(buffer.data(), static_cast<std::size_t>(received));
    return true;
}

std::string http_wire::read_until(std::string_view mark) {
    std::size_t from = 0;
    while (true) {
        const std::size_t at = rest_.find(mark, from);
        if (at != std::string::npos) {
            std::string out = rest_.substr(0, at + mark.size());
            rest_.erase(0, out.size());
            return out;
        }
        from = rest_.size() - std::min(rest_.size(), mark.size());
        if (!fill()) {
            return std::exchange(rest_, {});
        }
    }
}

std::string http_wire::read_response() {
    std::string out = read_head();
    const auto size = static_cast<std::size_t>(
        std::strtoul(field_of(out, "Content-Length").c_str(), nullptr, 10));
    while (rest_.size() < size && fill()) {
    }
    out += rest_.substr(0, size);
    rest_.erase(0, std::min(size, rest_.size()));
    return out;
}

std::string http_wire::read_to_end() {
    while (fill()) {
    }
    return std::exchange(rest_, {});
}

void http_wire::shut_down_sending() { ::shutdown(socket_, SHUT_WR); }

void http_wire::vanish() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
}

std::string field_of(const std::string& response, std::string_view name) {
    const std::string line = "\r\n" + std::string{name} + ": ";
    const std::size_t at = response.find(line);
    if (at == std::string::npos || at > response.find("\r\n\r\n")) {
        return {};
    }
    const std::size_t begin = at + line.size();
    return response.substr(begin, response.find("\r\n", begin) - begin);
}

std::string body_of(const std::string& response) {
    const std::size_t end = response.find("\r\n\r\n");
    return end == std::string::npos ? "" : response.substr(end + 4);
}

int status_of(const std::string& response) {
    return response.starts_with("HTTP/1.") ? std::atoi(response.c_str() + 9) : 0;
}

} // namespace support
