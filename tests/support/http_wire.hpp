#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace support {

/// A TCP client that sends exactly the bytes it is told to. Waits end after ten seconds with a
/// failure of the test.
class http_wire {
public:
    explicit http_wire(std::uint16_t port);
    /// With a receive buffer of this size, to be a slow reader early.
    http_wire(std::uint16_t port, int receive_bytes);
    ~http_wire();
    http_wire(http_wire&& other) noexcept;
    http_wire(const http_wire&) = delete;
    http_wire& operator=(const http_wire&) = delete;

    /// False when the server has closed.
    bool send(std::string_view bytes);
    /// Up to and including `mark`, or all until the end; what follows stays for the next call.
    std::string read_until(std::string_view mark);
    /// One response with its Content-Length of body.
    std::string read_response();
    /// The head alone, as the answer to HEAD has it.
    std::string read_head() { return read_until("\r\n\r\n"); }
    std::string read_to_end();
    void shut_down_sending();
    /// Leaves with a reset instead of an orderly end.
    void vanish();

private:
    bool fill();

    int socket_ = -1;
    std::string rest_;
};

/// The value of a field in a response's head; empty when it is absent.
[[nodiscard]] std::string field_of(const std::string& response, std::string_view name);
/// What follows the head.
[[nodiscard]] std::string body_of(const std::string& response);
/// 200 of "HTTP/1.1 200 OK"; 0 when there is no response.
[[nodiscard]] int status_of(const std::string& response);

} // namespace support
