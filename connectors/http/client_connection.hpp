#pragma once

#include "connectors/http/server_address.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace connectors {

/// Bytes to a server and from it, each within a time. One thread.
class client_connection {
public:
    using clock = std::chrono::steady_clock;

    client_connection(server_address server, std::chrono::milliseconds connect_patience);

    [[nodiscard]] const server_address& server() const { return server_; }
    [[nodiscard]] bool is_open() const { return open_; }
    /// Throws events::fault http_connect.
    void connect();
    void close();

    /// False, and it is closed, when they are not all on their way at the deadline. A server that
    /// takes no more is no failure: it may have answered.
    [[nodiscard]] bool send(const std::string& bytes, clock::time_point deadline);

    enum class received : std::uint8_t { bytes, end, nothing };
    /// What comes next, behind what has come before.
    [[nodiscard]] received receive(clock::time_point deadline);
    /// What has come and was not taken away.
    [[nodiscard]] std::string& come() { return bytes_; }

private:
    bool finish(clock::time_point deadline);

    server_address server_;
    std::chrono::milliseconds connect_patience_;
    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::resolver resolver_{io_};
    boost::asio::ip::tcp::socket socket_{io_};
    bool open_ = false;
    std::string bytes_;
    std::array<char, 16 * 1024> buffer_{};
};

} // namespace connectors
