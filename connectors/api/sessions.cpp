#include "connectors/api/catalogue.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/service.hpp"
#include "connectors/api/sign_in_guard.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

constexpr std::size_t session_bytes_max = 16 * 1024;
constexpr std::chrono::seconds lifetime_default = std::chrono::hours{12};
constexpr std::int64_t lifetime_s_max = 60LL * 60 * 24 * 90;

struct sign_in {
    std::string login;
    std::string password;
    std::optional<std::string> label;
    std::optional<std::int64_t> lifetime_s;
    static constexpr auto fields() {
        using v = sign_in;
        using events::field;
        return std::tuple{field{"login", &v::login}, field{"password", &v::password},
                          field{"label", &v::label}, field{"lifetime_s", &v::lifetime_s}};
    }
};

struct grant_view {
    events::role role{};
    events::office_code office;
    bool descendants = false;
    static constexpr auto fields() {
        using v = grant_view;
        using events::field;
        return std::tuple{field{"role", &v::role}, field{"office", &v::office},
                          field{"descendants", &v::descendants}};
    }
};

struct officer_view {
    events::officer_id officer;
    std::optional<std::string> name;
    std::vector<grant_view> grants;
    static constexpr auto fields() {
        using v = officer_view;
        using events::field;
        return std::tuple{field{"officer", &v::officer}, field{"name", &v::name},
                          field{"grants", &v::grants}};
    }
};

struct signed_in {
    std::string token;
    std::string id;
    events::instant expires{};
    officer_view who;
    static constexpr auto fields() {
        using v = signed_in;
        using events::field;
        return std::tuple{field{"token", &v::token}, field{"id", &v::id},
                          field{"expires", &v::expires}, field{"who", &v::who}};
    }
};

struct session_view {
    std::string id;
    std::string label;
    events::instant begun{};
    events::instant expires{};
    static constexpr auto fields() {
        using v = session_view;
        using events::field;
        return std::tuple{field{"id", &v::id}, field{"label", &v::label}, field{"begun", &v::begun},
                          field{"expires", &v::expires}};
    }
};

officer_view view_of(const call& of, const events::officer_id& officer,
                     const std::vector<engine::grant>& grants) {
    officer_view out{officer, std::nullopt, {}};
    if (auto name = of.on.people.name_of(officer); !name.empty()) {
        out.name = std::move(name);
    }
    for (const auto& one : grants) {
        out.grants.push_back({one.as, one.at, one.descendants});
    }
    return out;
}

/// HttpOnly, so that no script reads it; SameSite, so that no other site sends it.
std::string cookie_of(const std::string& token, std::int64_t lifetime_s) {
    return fmt::format("motcua_session={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", token,
                       lifetime_s);
}

std::chrono::seconds lifetime_of(const sign_in& asked) {
    if (!asked.lifetime_s) {
        return lifetime_default;
    }
    if (*asked.lifetime_s < 1 || *asked.lifetime_s > lifetime_s_max) {
        throw refusal(problem_of("body_invalid", {"lifetime_s từ 1 giây đến 90 ngày.",
                                                  "lifetime_s is 1 second to 90 days."}));
    }
    return std::chrono::seconds{*asked.lifetime_s};
}

http_response begin(call& of, sign_in_guard& guard) {
    const auto asked = body_of<sign_in>(of, session_bytes_max);
    if (const auto wait = guard.wait_s(asked.login)) {
        auto told = problem_of("too_many_attempts");
        told.retry_after_s = wait;
        throw refusal(std::move(told));
    }
    const auto lifetime = lifetime_of(asked);
    const auto known =
        of.on.people.sign_in(asked.login, asked.password, asked.label.value_or(""), lifetime);
    guard.tried(asked.login, known.has_value());
    if (!known) {
        throw refusal(problem_of("wrong_password"));
    }
    of.on.people.forget_expired();
    const auto& given = known->given;
    auto response = json_answer(
        signed_in{given.token, given.about.id, given.about.expires,
                  view_of(of, known->who.officer, *of.on.grants.of(known->who.officer))},
        201);
    response.headers.add("Set-Cookie", cookie_of(given.token, lifetime.count()));
    response.headers.add("Cache-Control", "no-store");
    return response;
}

http_response list_sessions(call& of) {
    of.ask_for_oneself();
    listed<session_view> out;
    for (const auto& one : of.on.people.sessions_of(of.officer())) {
        out.items.push_back({one.id, one.label, one.begun, one.expires});
    }
    return json_answer(out);
}

http_response end(call& of) {
    of.ask_for_oneself();
    const auto& id = of.context.parameter("session");
    for (const auto& one : of.on.people.sessions_of(of.officer())) {
        if (one.id == id) {
            of.on.people.revoke(id);
            auto response = empty_response();
            response.headers.add("Set-Cookie", cookie_of("", 0));
            return response;
        }
    }
    throw refusal(problem_of("not_found"));
}

http_response me(call& of) {
    of.ask_for_oneself();
    return json_answer(view_of(of, of.officer(), of.grants()));
}

} // namespace

void add_sessions(operations& into, service&) {
    auto guard = std::make_shared<sign_in_guard>();
    into.push_back(
        {.line = "POST /v1/sessions",
         .id = "sign_in",
         .group = "sessions",
         .about = "Sign in with login and password. The answer has a token for "
                  "`Authorization: Bearer`, and sets the same as a cookie.",
         .who = visibility::anyone,
         .takes = {json_body<sign_in>("sign_in")},
         .answers = {{201, "Signed in.", json_body<signed_in>("signed_in")}},
         .problems = {"wrong_password", "too_many_attempts", "body_invalid", "invalid_input"},
         .serve = answering([guard](call& of) { return begin(of, *guard); }),
         .options = {.body_bytes_max = session_bytes_max, .where = run_on::workers}});
    into.push_back({.line = "GET /v1/sessions",
                    .id = "list_sessions",
                    .group = "sessions",
                    .about = "The caller's own sessions.",
                    .answers = {{200, "Sessions.", json_body<listed<session_view>>("sessions")}},
                    .serve = answering(list_sessions),
                    .options = {.where = run_on::workers}});
    into.push_back({.line = "DELETE /v1/sessions/{session}",
                    .id = "sign_out",
                    .group = "sessions",
                    .about = "End one of the caller's own sessions; its token is void at once.",
                    .answers = {{204, "Ended."}},
                    .problems = {"not_found"},
                    .serve = answering(end),
                    .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/me",
                    .id = "show_me",
                    .group = "sessions",
                    .about = "Who the caller is, and in which roles at which offices.",
                    .answers = {{200, "The caller.", json_body<officer_view>("officer")}},
                    .serve = answering(me)});
}

} // namespace connectors::api
