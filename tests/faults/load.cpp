#include "tests/faults/load.hpp"

#include "connectors/http/message.hpp"
#include "events/json_write.hpp"
#include "projections/cases.hpp"
#include "projections/store.hpp"
#include "tests/support/child_test.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/failing_disk.hpp"
#include "tests/support/walker.hpp"

#include <fmt/format.h>

#include <array>
#include <deque>
#include <mutex>
#include <random>
#include <thread>

namespace faults {
namespace {

using nlohmann::json;

constexpr const char* officer = "officer-at-work";
const std::array<std::string, 3> offices{"96", "964", "49"};

/// Cases that several clients work on at once.
class shared_cases {
public:
    void add(const events::case_id& one) {
        const std::lock_guard lock(mutex_);
        newest_.push_back(one);
        if (newest_.size() > 40) {
            newest_.pop_front();
        }
    }
    [[nodiscard]] std::optional<events::case_id> any(std::mt19937_64& random) {
        const std::lock_guard lock(mutex_);
        return newest_.empty() ? std::nullopt : std::optional{newest_[random() % newest_.size()]};
    }

private:
    std::mutex mutex_;
    std::deque<events::case_id> newest_;
};

/// Lines of several clients, one after the other.
void tell(const std::string& line) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    support::tell_parent(line);
}

json some_person(const std::string& key, std::mt19937_64& random) {
    json one{{"part", "applicant"},
             {"name", "Nguyễn Thị Hường " + key.substr(0, 4)},
             {"address", "Khóm 3, phường 5, thành phố Cà Mau"}};
    if (random() % 2 == 0) {
        one["email"] = "huong." + key.substr(0, 8) + "@example.vn";
    }
    return one;
}

struct client {
    connectors::application& on;
    shared_cases& cases;
    const load_options& how;
    int number;
    std::mt19937_64 random;
    std::uint64_t asked_before = 0;

    [[nodiscard]] std::string next_key() {
        return key_of(
            fmt::format("load:{}:{}:{}:{}", how.seed, how.generation, number, asked_before++));
    }

    [[nodiscard]] asked opening() {
        asked one{next_key(), {}, {}};
        auto request = testing_support::filed_at_counter("enf_request");
        json body = json::parse(events::json_of(request).dump());
        body["persons"] = json::array({some_person(one.key, random)});
        one.path = fmt::format("/v1/offices/{}/commands/receive_request",
                               offices[random() % offices.size()]);
        one.body = body.dump();
        return one;
    }

    [[nodiscard]] asked step(const engine::case_state& state) {
        asked one{next_key(), {}, {}};
        const auto now = on.time().now();
        const auto detail = testing_support::plausible_command(state, now, random);
        json body = std::visit(
            [](const auto& known) { return json::parse(events::json_of(known).dump()); }, detail);
        if (const auto grounds = testing_support::plausible_grounds(state, now, random);
            !grounds.empty()) {
            body["grounds"] = grounds;
        }
        if (random() % 4 == 0) {
            body["text"] = "Ghi chú của cán bộ tiếp nhận.";
        }
        one.path = fmt::format("/v1/cases/{}/commands/{}", state.id.str(), engine::name_of(detail));
        one.body = body.dump();
        return one;
    }

    [[nodiscard]] asked next() {
        const auto which = cases.any(random);
        const auto state = which && random() % 5 != 0
                               ? projections::find_case(on.store().view(), *which)
                               : std::nullopt;
        return state ? step(*state) : opening();
    }

    [[noreturn]] void work() {
        for (;;) {
            const auto one = next();
            tell("ask " + to_text(one));
            const auto answer = ask(on, one);
            tell(fmt::format("told {} {} {} {} {}", recorded_as(one), answer.status,
                             answer.position.empty() ? "-" : answer.position, answer.version,
                             answer.subject.empty() ? "-" : answer.subject));
            if (answer.status == 201) {
                cases.add(events::case_id{answer.subject});
            }
        }
    }
};

/// Mails and other streams too: whatever was changed last.
void remember_cases(const projections::store& store, shared_cases& into) {
    for (const auto& one : offices) {
        const auto page =
            projections::list_cases(store.view(), events::office_code{one}, std::nullopt, {13, {}});
        for (const auto& row : page.rows) {
            into.add(row.id);
        }
    }
}

} // namespace

std::string key_of(std::string_view name) {
    auto key = events::uuid_of(name);
    key[14] = '4'; // ids of version 8 are derived ones, which nobody may take
    return key;
}

std::string recorded_as(const asked& one) {
    constexpr std::string_view at_office = "/v1/offices/";
    if (!one.path.starts_with(at_office)) {
        return one.key;
    }
    const auto place =
        one.path.substr(at_office.size(), one.path.find('/', at_office.size()) - at_office.size());
    return events::uuid_of(fmt::format("key:{}:office:{}:{}", officer, place, one.key));
}

std::string to_text(const asked& one) {
    return json{{"key", one.key}, {"path", one.path}, {"body", one.body}}.dump();
}

asked asked_from_text(const std::string& text) {
    const auto read = json::parse(text);
    return {read["key"], read["path"], read["body"]};
}

told ask(connectors::application& of, const asked& one) {
    connectors::http_request request;
    request.method = connectors::http_method::post;
    request.path = one.path;
    request.body = one.body;
    request.headers.add("Content-Type", "application/json");
    request.headers.add("Idempotency-Key", one.key);
    request.headers.add("If-Match", "*"); // whatever others have done meanwhile
    const auto response = of.call(std::move(request), officer);
    const auto body = json::parse(response.body, nullptr, false);
    told out;
    out.status = response.status;
    out.body = response.body;
    if (out.accepted()) {
        out.position = body.value("position", std::string{});
        out.version = body.value("version", std::uint64_t{0});
        out.subject = body.value("case", std::string{});
        out.repeated = body.value("repeated", false);
    }
    return out;
}

void let_work(connectors::application& on) {
    for (const auto& name : events::enum_names<events::role>::names) {
        if (name != "system") {
            connectors::grant_as_installation(on, officer, *events::enum_of<events::role>(name),
                                              "*", true);
        }
    }
}

std::string to_text(const load_options& how) {
    return json{{"data", how.data.string()}, {"seed", how.seed},     {"generation", how.generation},
                {"clients", how.clients},    {"synced", how.synced}, {"early", how.early},
                {"power", how.power}}
        .dump();
}

load_options load_options_from_text(const std::string& text) {
    const auto read = json::parse(text);
    return {.data = read["data"].get<std::string>(),
            .seed = read["seed"],
            .generation = read["generation"],
            .clients = read["clients"],
            .synced = read["synced"],
            .early = read["early"],
            .power = read["power"]};
}

void work_until_killed(const load_options& how) {
    support::failing_disk disk;
    if (how.power) {
        disk.hold_unsynced(how.early, how.seed + how.generation);
    }
    connectors::application_options options;
    options.data = how.data;
    options.synced = how.synced;
    options.holder = "the harness";
    connectors::application on{std::move(options)};
    // Each generation is some hours later, so that deadlines pass and alerts are raised.
    on.time().set(testing_support::office_time("2017-06-05 09:00") +
                  std::chrono::hours{5 * how.generation});
    shared_cases cases;
    remember_cases(on.store(), cases);
    tell("ready");
    std::vector<std::jthread> clients;
    for (int i = 0; i < how.clients; ++i) {
        clients.emplace_back([&, i] {
            client{on, cases, how, i,
                   std::mt19937_64{how.seed * 1000 + how.generation * 100 +
                                   static_cast<std::uint64_t>(i)}}
                .work();
        });
    }
    std::mt19937_64 random{how.seed ^ how.generation};
    for (;;) { // rows reach the disk at any moment, with everything else on its way
        std::this_thread::sleep_for(std::chrono::milliseconds{10 + random() % 200});
        on.store().flush();
    }
}

} // namespace faults
