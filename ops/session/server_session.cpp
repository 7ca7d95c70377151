#include "connectors/http/address.hpp"
#include "connectors/http/client.hpp"
#include "ops/config/settings.hpp"
#include "ops/session/session.hpp"
#include "ops/session/token_store.hpp"

namespace ops {
namespace {

using connectors::percent_encode;

class server_session : public session {
public:
    server_session(std::string server, connectors::http_client_options options)
        : server_(std::move(server)), client_(server_, std::move(options)) {}

    connectors::http_response send(const question& asked) override {
        connectors::client_request request;
        request.method = asked.method;
        request.target = asked.path;
        char joined_by = '?';
        for (const auto& one : asked.query) {
            request.target +=
                joined_by + percent_encode(one.name) + "=" + percent_encode(one.value);
            joined_by = '&';
        }
        request.headers = asked.headers;
        request.body = asked.body;
        request.content_type = asked.content_type;
        return client_.send(request);
    }
    std::string place() const override { return server_; }

private:
    std::string server_;
    connectors::http_client client_;
};

std::string token_for(const settings& how, const std::string& server) {
    const auto& given = how.text("client.token");
    if (!given.empty()) {
        return given;
    }
    const auto kept = token_store{}.find(server, how.text("client.as"));
    return kept ? kept->token : "";
}

} // namespace

std::unique_ptr<session> open_server(const settings& how) {
    auto server = how.text("client.server");
    while (server.ends_with('/')) {
        server.pop_back();
    }
    connectors::http_client_options options;
    options.headers.add("Accept-Language", how.text("output.language"));
    if (const auto& role = how.text("client.acting_as"); !role.empty()) {
        options.headers.add("Acting-As", role);
    }
    if (const auto token = token_for(how, server); !token.empty()) {
        options.headers.add("Authorization", "Bearer " + token);
    }
    return std::make_unique<server_session>(std::move(server), std::move(options));
}

} // namespace ops
