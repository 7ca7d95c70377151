#include "connectors/http/client_connection.hpp"

#include "events/fault.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace connectors {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

} // namespace

client_connection::client_connection(server_address server,
                                     std::chrono::milliseconds connect_patience)
    : server_(std::move(server)), connect_patience_(connect_patience) {}

void client_connection::connect() {
    const auto refuse = [&](const std::string& why) {
        close();
        return events::fault("http_connect",
                             fmt::format("connect to {}: {}; is the server running, and is this "
                                         "its address?",
                                         server_.text, why));
    };
    error_code ec;
    const auto endpoints = resolver_.resolve(server_.host, server_.port, ec);
    if (ec) {
        throw refuse(ec.message());
    }
    asio::async_connect(socket_, endpoints,
                        [&](error_code result, const asio::ip::tcp::endpoint&) { ec = result; });
    if (!finish(clock::now() + connect_patience_)) {
        throw refuse(fmt::format("no answer in {} ms", connect_patience_.count()));
    }
    if (ec) {
        throw refuse(ec.message());
    }
    socket_.set_option(asio::ip::tcp::no_delay{true}, ec);
    open_ = true;
    bytes_.clear();
}

void client_connection::close() {
    error_code ignored;
    socket_.close(ignored);
    open_ = false;
}

/// Runs what has been started; false, and it is cancelled, at the deadline.
bool client_connection::finish(clock::time_point deadline) {
    io_.restart();
    io_.run_until(deadline);
    if (io_.stopped()) {
        return true;
    }
    close();
    io_.run();
    return false;
}

bool client_connection::send(const std::string& bytes, clock::time_point deadline) {
    asio::async_write(socket_, asio::buffer(bytes), [](error_code, std::size_t) {});
    return finish(deadline);
}

client_connection::received client_connection::receive(clock::time_point deadline) {
    error_code ec;
    std::size_t count = 0;
    socket_.async_read_some(asio::buffer(buffer_), [&](error_code result, std::size_t size) {
        ec = result;
        count = size;
    });
    io_.restart();
    io_.run_until(deadline);
    if (!io_.stopped()) {
        socket_.cancel();
        io_.run();
        if (ec == asio::error::operation_aborted) {
            return received::nothing;
        }
    }
    bytes_.append(buffer_.data(), count);
    return ec ? received::end : received::bytes;
}

} // namespace connectors
