#pragma once

#include "connectors/application.hpp"
#include "connectors/http/server.hpp"

#include <memory>
#include <string>

namespace ops {

class settings;

/// Throws usage_error where `serve.port` or `serve.workers` cannot be: before anything is opened or
/// made for a server that will not be.
void check_serving(const settings& how);

/// An application and the HTTP server in front of it.
class running_server {
public:
    /// Opens the folder, replays what is missing, then listens. Throws events::fault.
    running_server(connectors::application_options folder, const settings& how);
    ~running_server();
    running_server(const running_server&) = delete;
    running_server& operator=(const running_server&) = delete;

    [[nodiscard]] connectors::application& application() { return application_; }
    [[nodiscard]] std::string url() const;
    void stop();

private:
    connectors::application application_;
    std::string address_;
    std::unique_ptr<connectors::http_server> http_;
};

} // namespace ops
