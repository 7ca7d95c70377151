#include "ops/server/running_server.hpp"

#include "ops/cli/usage_error.hpp"
#include "ops/config/settings.hpp"
#include "ops/server/json_log.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

namespace ops {
namespace {

using json = nlohmann::ordered_json;

/// The route's pattern, never the path: codes of cases do not belong in logs.
void log_request(const connectors::http_observation& one) {
    log_object("info", json{{"msg", "request"},
                            {"method", std::string{to_text(one.method)}},
                            {"route", std::string{one.route}},
                            {"status", one.status},
                            {"ms", static_cast<std::int64_t>(one.duration_s * 1000)},
                            {"trace_id", std::string{one.trace_id}}}
                           .dump());
}

constexpr std::int64_t port_max = 65535;
constexpr std::int64_t workers_max = 1024;

void check_number(const settings& how, const std::string& name, std::int64_t at_least,
                  std::int64_t at_most) {
    if (const auto value = how.number(name); value < at_least || value > at_most) {
        throw usage_error(
            fmt::format("{} must be {} to {}, not {}", name, at_least, at_most, value));
    }
}

connectors::http_server_options options_of(const settings& how, connectors::application& on) {
    connectors::http_server_options out;
    out.address = how.text("serve.address");
    out.port = static_cast<std::uint16_t>(how.number("serve.port"));
    out.worker_threads = static_cast<unsigned>(how.number("serve.workers"));
    out.log = [](std::string_view text) { spdlog::error("{}", text); };
    out.refuse_large_body = on.gatekeeper();
    out.observe = [count = on.observer(), each = how.is_on("log.requests")](const auto& one) {
        count(one);
        if (each) {
            log_request(one);
        }
    };
    return out;
}

connectors::application_options checked(connectors::application_options folder,
                                        const settings& how) {
    check_serving(how);
    return folder;
}

} // namespace

void check_serving(const settings& how) {
    check_number(how, "serve.port", 0, port_max);
    check_number(how, "serve.workers", 1, workers_max);
}

running_server::running_server(connectors::application_options folder, const settings& how)
    : application_(checked(std::move(folder), how)), address_(how.text("serve.address")),
      http_(std::make_unique<connectors::http_server>(options_of(how, application_),
                                                      application_.routes())) {
    application_.set_server([this] { return http_->counters(); });
}

running_server::~running_server() { stop(); }

std::string running_server::url() const {
    const bool v6 = address_.find(':') != std::string::npos;
    return fmt::format("http://{}{}{}:{}", v6 ? "[" : "", address_, v6 ? "]" : "", http_->port());
}

void running_server::stop() {
    if (!http_) {
        return;
    }
    application_.set_server({});
    constexpr std::uint32_t deadline_ms = 3'000;
    http_->stop(deadline_ms);
    http_.reset();
}

} // namespace ops
