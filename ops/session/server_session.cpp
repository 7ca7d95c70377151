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

std::string address_of(const settings& how) {
    auto server = how.text("client.server");
    while (server.ends_with('/')) {
        server.pop_back();
    }
    return server;
}

} // namespace

std::unique_ptr<session> open_server(const settings& how) {
    const auto& given = how.text("client.token");
    if (!given.empty()) {
        return open_server(how, given);
    }
    const auto kept = token_store{}.find(address_of(how), how.text("client.as"));
    return open_server(how, kept ? kept->token : "");
}

std::unique_ptr<session> open_server(const settings& how, const std::string& token) {
    connectors::http_client_options options;
    options.headers.add("Accept-Language", how.text("output.language"));
    if (const auto& role = how.text("client.acting_as"); !role.empty()) {
        options.headers.add("Acting-As", role);
    }
    if (!token.empty()) {
        options.headers.add("Authorization", "Bearer " + token);
    }
    return std::make_unique<server_session>(address_of(how), std::move(options));
}

} // namespace ops
