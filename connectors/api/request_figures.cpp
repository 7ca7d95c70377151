#include "connectors/api/request_figures.hpp"

namespace connectors::api {

void request_figures::add(const http_observation& one) {
    const std::string_view route = one.route.empty() ? "(none)" : one.route;
    const std::lock_guard lock(mutex_);
    auto& figures =
        lines_[{std::string{to_text(one.method)} + " " + std::string{route}, one.status}];
    ++figures.count;
    figures.seconds += one.duration_s;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        figures.below.at(i) += one.duration_s <= bounds.at(i) ? 1 : 0;
    }
}

std::map<std::pair<std::string, int>, request_figures::line> request_figures::all() const {
    const std::lock_guard lock(mutex_);
    return lines_;
}

void request_figures::set_server(std::function<http_server_counters()> source) {
    const std::lock_guard lock(mutex_);
    server_ = std::move(source);
}

http_server_counters request_figures::server() const {
    const std::lock_guard lock(mutex_);
    return server_ ? server_() : http_server_counters{};
}

} // namespace connectors::api
