#include "connectors/api/accounts.hpp"
#include "connectors/application.hpp"
#include "connectors/http/client.hpp"
#include "connectors/http/server.hpp"
#include "tests/bench/processor_time.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/step_load.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <vector>

/// Durable steps over HTTP: the whole application behind a real server on 127.0.0.1, officers with
/// sessions, one process with the clients: `http_step_bench [--json] [--seconds N] [profile]`.
/// Beside it the same requests and answers with nothing done. `profile`: only the load, for perf.
namespace {

using namespace connectors;

double ms(std::uint64_t ns) { return static_cast<double>(ns) / 1e6; }

/// Accounts with the grants of their roles everywhere, signed in over HTTP.
std::map<events::role, std::string> sign_in(application& on, std::uint16_t port) {
    std::map<events::role, std::string> tokens;
    http_client client{fmt::format("http://127.0.0.1:{}", port)};
    for (const auto role : bench::walk_roles) {
        const std::string login{events::name_of(role)};
        const auto officer = bench::officer_in(role);
        on.people().put({login, officer, login}, "mật khẩu của máy đo");
        grant_as_installation(on, officer.str(), role, "*", true);
        const auto answer = client.post(
            "/v1/sessions",
            nlohmann::json{{"login", login}, {"password", "mật khẩu của máy đo"}}.dump());
        tokens[role] = nlohmann::json::parse(answer.body).at("token").get<std::string>();
    }
    return tokens;
}

/// The same bytes in both directions, answered at once on the server's io thread.
double echo_rate(const char* method, double request_bytes, double answer_bytes,
                 std::size_t connections, double seconds) {
    router routes;
    const std::string body(static_cast<std::size_t>(answer_bytes), 'a');
    routes.add(fmt::format("{} /echo", method),
               answer_with([&](const request_context&) { return text_response(body); }));
    http_server server{{}, std::move(routes)};
    bench::load_options how;
    how.port = server.port();
    how.connections = connections;
    how.duration_s = seconds;
    how.warm_up_s = 0.2;
    const std::string asked(static_cast<std::size_t>(request_bytes), 'q');
    return bench::run_load(how,
                           [&](const bench::load_turn&) {
                               return bench::load_request{
                                   .method = method,
                                   .target = "/echo",
                                   .body = std::string{method} == "GET" ? "" : asked};
                           })
        .answers_per_s();
}

struct driven {
    bench::step_load steps;
    double seconds = 0;
    double processor_us = 0; ///< of the whole process, clients too, for a step

    [[nodiscard]] double rate() const { return static_cast<double>(steps.steps()) / seconds; }
};

driven drive(std::uint16_t port, const std::map<events::role, std::string>& tokens,
             std::size_t connections, double seconds, double steps_per_s = 0) {
    driven out{.steps = bench::step_load{connections, tokens}};
    if (steps_per_s > 0) {
        out.steps.look_after_each_step();
    }
    bench::load_options how;
    how.port = port;
    how.connections = connections;
    how.duration_s = seconds;
    how.requests_per_s = steps_per_s;
    how.answered = [&](const bench::load_answer& what) { out.steps.answered(what); };
    const bench::processor_time used;
    const auto result =
        bench::run_load(how, [&](const bench::load_turn& turn) { return out.steps.next(turn); });
    out.seconds = result.seconds;
    out.processor_us =
        used.us() / static_cast<double>(result.answers()) * seconds / (seconds + how.warm_up_s);
    return out;
}

} // namespace

int main(int count, char** arguments) {
    bench::report report{count, arguments};
    const double seconds = report.seconds(3);
    const support::temporary_folder folder;
    initialise(folder / "data", 8);
    application on{{.data = folder / "data", .duties = false}};
    on.time().set(bench::walk_time());
    http_server_options how;
    how.observe = on.observer();
    http_server server{how, on.routes()};
    on.set_server([&] { return server.counters(); });
    const auto tokens = sign_in(on, server.port());
    if (report.has("profile")) {
        const auto done = drive(server.port(), tokens, 64, seconds);
        report.add({.name = "steps over HTTP, 64 connections",
                    .value = done.rate(),
                    .unit = "steps/s",
                    .remark = fmt::format("{:.0f} us of processor a step", done.processor_us)});
        return 0;
    }
    double full_rate = 0;
    for (const std::size_t connections : {8U, 64U, 256U}) {
        const auto done = drive(server.port(), tokens, connections, seconds);
        const double echo = echo_rate("POST", done.steps.request_bytes(), done.steps.answer_bytes(),
                                      connections, seconds / 4);
        std::vector<bench::target> targets;
        if (connections == 64) {
            full_rate = done.rate();
            targets = {{.value = 10'000}};
        }
        report.add(
            {.name = fmt::format("steps over HTTP, {} connections", connections),
             .value = done.rate(),
             .unit = "steps/s",
             .limit_name = fmt::format("bare POST, {:.0f} + {:.0f} bytes",
                                       done.steps.request_bytes(), done.steps.answer_bytes()),
             .limit = echo,
             .targets = targets,
             .remark = fmt::format("p50 {:.2f} ms, p99 {:.2f} ms; {:.0f} us of processor "
                                   "a step with its client",
                                   ms(done.steps.answers().quantile_ns(0.5)),
                                   ms(done.steps.answers().quantile_ns(0.99)), done.processor_us)});
    }
    const auto half = drive(server.port(), tokens, 64, seconds, full_rate / 2);
    report.add({.name = "step visible over HTTP, half load, p99",
                .value = ms(half.steps.visible().quantile_ns(0.99)),
                .unit = "ms",
                .targets = {{.value = 50, .which = bench::target::side::at_most}},
                .remark = fmt::format("{:.0f} steps/s, each looked at with min_position; p50 "
                                      "{:.2f} ms, longest {:.1f} ms",
                                      half.rate(), ms(half.steps.visible().quantile_ns(0.5)),
                                      ms(half.steps.visible().longest_ns()))});
    server.stop();
    return report.result();
}
