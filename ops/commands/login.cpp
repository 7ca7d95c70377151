#include "connectors/http/address.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/password.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/session/token_store.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

std::string server_of(const invocation& on) {
    auto server = on.how().text("client.server");
    if (server.empty()) {
        throw usage_error("which server?", "name it: --server http://127.0.0.1:8480");
    }
    while (server.ends_with('/')) {
        server.pop_back();
    }
    return server;
}

int login(invocation& on, const arguments& given) {
    const auto server = server_of(on);
    const auto& name = given.text("LOGIN");
    const auto password = read_password(fmt::format("password of {} at {}", name, server),
                                        given.has("password-stdin"), false);
    json body{{"login", name}, {"password", password}, {"label", "motcua"}};
    if (given.has("days")) {
        body["lifetime_s"] = given.number("days", 1, 1, 90) * 24 * 60 * 60;
    }
    question asked{
        .method = connectors::http_method::post, .path = "/v1/sessions", .body = body.dump()};
    const auto told = ask_json(on.api(), asked);
    const token_store tokens;
    token_store{}.keep({server, name, told.value("token", ""), told.value("id", "")});
    on.out().say(
        fmt::format(fmt::runtime(on.out().in("đã đăng nhập bằng {} đến {}; mã truy cập nằm ở {}",
                                             "signed in as {} until {}; the token lies in {}")),
                    name, office_time(told.value("expires", "")), tokens.file().string()));
    return done;
}

/// Whose session is to end: the login that is named, else the one that --as says; empty for all.
/// What the environment or a file says of who asks is about every command, and ends nobody's.
std::string whose(const invocation& on, const arguments& given) {
    const auto& as = on.how().all().at("client.as");
    if (given.has("LOGIN")) {
        if (as.from == origin::flag && as.value != given.text("LOGIN")) {
            throw usage_error("LOGIN and --as name two: name one");
        }
        return given.text("LOGIN");
    }
    return as.from == origin::flag ? as.value : std::string{};
}

int logout(invocation& on, const arguments& given) {
    const auto server = server_of(on);
    const auto name = whose(on, given);
    token_store tokens;
    int ended = 0;
    for (const auto& one : tokens.all()) {
        if (one.server != server || (!name.empty() && one.login != name)) {
            continue;
        }
        try {
            static_cast<void>(ask(*open_server(on.how(), one.token),
                                  {.method = connectors::http_method::delete_,
                                   .path = path_to({"v1", "sessions", one.session})}));
        } catch (const refused&) {
            // It had ended already.
        }
        ++ended;
    }
    tokens.forget(server, name);
    on.out().say(
        fmt::format(fmt::runtime(on.out().in("đã đăng xuất {} phiên", "{} signed out")), ended));
    return done;
}

} // namespace

noun login_noun() {
    return {"login",
            "Sign in at a server",
            {{"",
              "Sign in at a server; the token is kept for the commands that follow",
              {"motcua login lan --server http://127.0.0.1:8480",
               "motcua login lan --server http://127.0.0.1:8480 --password-stdin <password.txt"},
              {word("LOGIN", "Who"), flag("password-stdin", "Read the password from stdin"),
               option("days", "N", "For so many days, up to 90; half a day unless said")},
              login,
              "Several may be signed in at once: --as LOGIN says who asks."}}};
}

noun logout_noun() {
    return {"logout",
            "Sign out again",
            {{"",
              "Sign out: the token is void and forgotten",
              {"motcua logout --server http://127.0.0.1:8480",
               "motcua logout lan --server http://127.0.0.1:8480"},
              {maybe_word("LOGIN", "Who, also by --as; everybody of this user unless named")},
              logout}}};
}

} // namespace ops
