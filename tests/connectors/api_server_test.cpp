#include "connectors/api/accounts.hpp"
#include "connectors/api/live_hub.hpp"
#include "connectors/api/service.hpp"
#include "connectors/http/client.hpp"
#include "connectors/http/server.hpp"
#include "events/fault.hpp"
#include "events/memory_vault.hpp"
#include "projections/store.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

/// The API behind the real server, asked by the real client.
namespace {

using namespace connectors;
using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing_support::api_desk;

struct served {
    explicit served(api_desk::options how = {}) : desk("2017-06-01 09:00", how) {
        desk.on().people().put({"lan", events::officer_id{"counter_officer"}, "Trần Thị Lan"},
                               "a password");
        desk.on().people().put({"root", events::officer_id{"operations"}, "Vận hành"},
                               "a password");
        http_server_options options;
        options.observe = desk.on().observer();
        options.refuse_large_body = desk.on().gatekeeper();
        server = std::make_unique<http_server>(options, desk.on().routes());
        desk.on().set_server([this] { return server->counters(); });
    }

    [[nodiscard]] http_client client(http_headers headers = {}) const {
        http_client_options options;
        options.headers = std::move(headers);
        return http_client{"http://127.0.0.1:" + std::to_string(server->port()), options};
    }
    [[nodiscard]] http_client signed_in(const std::string& login = "lan") const {
        auto any = client();
        const auto told =
            any.post("/v1/sessions", json{{"login", login}, {"password", "a password"}}.dump());
        EXPECT_EQ(told.status, 201) << told.body;
        http_headers headers;
        headers.add("Authorization",
                    "Bearer " + json::parse(told.body)["token"].get<std::string>());
        return client(std::move(headers));
    }

    api_desk desk;
    std::unique_ptr<http_server> server;
};

http_headers command_headers(const std::string& key) {
    http_headers out;
    out.add("Idempotency-Key", key);
    out.add("If-Match", "*");
    return out;
}

TEST(api_server, lets_in_who_signs_in_and_nobody_else) {
    served on;
    auto anyone = on.client();
    for (const auto& one : on.desk.on().service().all()) {
        if (one.who == api::visibility::officers && one.line.starts_with("GET ") &&
            one.line.find('{') == std::string::npos) {
            const auto told = anyone.get(one.line.substr(4));
            EXPECT_EQ(told.status, 401) << one.line;
            EXPECT_EQ(told.headers.joined("WWW-Authenticate"), "Bearer") << one.line;
        }
    }
    auto lan = on.signed_in();
    EXPECT_EQ(lan.get("/v1/cases?office=96").status, 200);
    EXPECT_EQ(lan.get("/v1/cases?office=49").status, 403);
    EXPECT_THAT(lan.get("/v1/me").body, HasSubstr("Trần Thị Lan"));
    const auto sessions = json::parse(lan.get("/v1/sessions").body);
    client_request leave;
    leave.method = http_method::delete_;
    leave.target = "/v1/sessions/" + sessions["items"][0]["id"].get<std::string>();
    EXPECT_EQ(lan.send(leave).status, 204);
    EXPECT_EQ(lan.get("/v1/me").status, 401);
}

TEST(api_server, shows_what_one_wrote_and_asks_browsers_where_they_come_from) {
    served on;
    auto lan = on.signed_in();
    const auto filed =
        lan.post("/v1/offices/96/commands/receive_request",
                 R"({"procedure":"enf_request","received_by":"counter"})", command_headers("one"));
    ASSERT_EQ(filed.status, 201) << filed.body;
    const auto position = filed.headers.joined("X-Event-Position");
    const auto code = json::parse(filed.body)["code"].get<std::string>();
    const auto seen = lan.get("/v1/cases/" + code + "?min_position=" + position);
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.headers.joined("ETag"), filed.headers.joined("ETag"));
    EXPECT_EQ(lan.get("/v1/cases/" + code + "?min_position=9:1").status, 400);

    auto browser = on.client();
    const std::string who = R"({"login":"lan","password":"a password"})";
    http_headers from_elsewhere;
    from_elsewhere.add("Sec-Fetch-Site", "cross-site");
    EXPECT_EQ(browser.post("/v1/sessions", who, from_elsewhere).status, 403);
    const auto in = browser.post("/v1/sessions", who);
    const auto cookie = in.headers.joined("Set-Cookie");
    EXPECT_THAT(cookie, HasSubstr("HttpOnly; SameSite=Strict"));
    http_headers with_cookie = command_headers("two");
    with_cookie.add("Cookie", cookie.substr(0, cookie.find(';')));
    const std::string accept = "/v1/cases/" + code + "/commands/accept_dossier";
    const std::string accepting =
        R"({"result_by":"at_counter","papers":["application","judgment"]})";
    EXPECT_EQ(browser.post(accept, accepting, with_cookie).status, 403);
    with_cookie.add("X-Requested-With", "motcua");
    EXPECT_EQ(browser.post(accept, accepting, with_cookie).status, 200);
}

TEST(api_server, refuses_bodies_beyond_the_limit_of_their_route) {
    served on;
    auto lan = on.signed_in();
    const auto before = on.desk.records();
    const auto told = lan.post("/v1/offices/96/commands/receive_request", std::string(300'000, ' '),
                               command_headers("big"));
    EXPECT_EQ(told.status, 413);
    EXPECT_THAT(told.body, HasSubstr("body_too_large"));
    EXPECT_EQ(on.desk.records(), before);
}

/// Reads the stream until the visitor has seen enough.
std::vector<json> follow(http_client& with, const std::string& last_id,
                         const std::function<bool(const server_event&)>& wanted,
                         std::string* last = nullptr) {
    std::vector<json> out;
    const std::atomic<bool> never{false};
    const auto end = with.follow(
        "/v1/live?office=96", last_id,
        [&](const server_event& event) {
            out.push_back(json::parse(event.data, nullptr, false));
            out.back()["event"] = event.event;
            return !wanted(event);
        },
        never);
    if (last != nullptr) {
        *last = end.last_event_id;
    }
    return out;
}

TEST(api_server, goes_on_with_a_live_stream_where_it_broke_off) {
    served on;
    const std::string before = on.desk.on().store().live().after({}, 0).id;
    const auto first = on.desk.file_request();
    auto lan = on.signed_in();
    std::string last;
    const auto one = follow(lan, before, [](const auto&) { return true; }, &last);
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one[0]["code"], first);
    EXPECT_EQ(one[0]["event"], "step");
    EXPECT_EQ(one[0]["type"], "request_received");

    const auto second = on.desk.file_request(); // while nobody listens
    const auto there = on.desk.file_request();
    int seen = 0;
    auto again = on.signed_in();
    const auto rest = follow(again, last, [&](const auto&) { return ++seen == 2; });
    ASSERT_EQ(rest.size(), 2U);
    EXPECT_EQ(rest[0]["code"], second);
    EXPECT_EQ(rest[1]["code"], there);
}

TEST(api_server, ends_a_live_stream_when_its_listener_is_signed_out) {
    served on;
    const std::string before = on.desk.on().store().live().after({}, 0).id;
    static_cast<void>(on.desk.file_request());
    auto lan = on.signed_in();
    // Would go on for ever: the visitor never has enough.
    const auto seen = follow(lan, before, [&](const auto&) {
        on.desk.on().people().set_disabled("lan", true);
        return false;
    });
    EXPECT_EQ(seen.size(), 1U);
    EXPECT_EQ(lan.get("/v1/cases?office=96").status, 401);
}

/// Keys that cannot be read just now, as while brokers are away.
class vault_out_of_reach : public events::memory_vault {
public:
    [[nodiscard]] std::optional<std::string> secret(std::string_view,
                                                    std::string_view) const override {
        throw events::fault("vault-unreachable", "read a session: nobody answers");
    }
};

TEST(api_server, ends_a_live_stream_whose_listener_cannot_be_looked_up_and_nothing_else) {
    const auto lost = std::make_shared<stream_buffer>(stream_options{});
    vault_out_of_reach keys;
    const accounts people{keys};
    served on;
    const std::string before = on.desk.on().store().live().after({}, 0).id;
    const auto code = on.desk.file_request();
    on.desk.on().service().hub().add(
        event_stream{lost}, before,
        {.officer = events::officer_id{"counter_officer"},
         .signed_in = [&people] { return people.session_of("a token").has_value(); },
         .office = {}});
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!lost->closed() && std::chrono::steady_clock::now() < patience) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    EXPECT_TRUE(lost->closed());
    EXPECT_EQ(lost->take().text, "") << "nothing is shown to whom nobody knows";

    auto lan = on.signed_in();
    const auto told = follow(lan, before, [](const auto&) { return true; });
    ASSERT_EQ(told.size(), 1U) << "the thread of the streams goes on";
    EXPECT_EQ(told[0]["code"], code);
    EXPECT_EQ(lan.get("/v1/cases?office=96").status, 200);
}

TEST(api_server, lets_a_stream_go_on_that_came_back_too_far_behind) {
    served on;
    auto& hub = on.desk.on().service().hub();
    const auto newest = [&] { return on.desk.on().store().live().after({}, 0).id; };
    const auto listen = [&](const std::string& after) {
        const auto narrow =
            std::make_shared<stream_buffer>(stream_options{.buffer_bytes_max = 1000});
        hub.add(event_stream{narrow}, after,
                {.officer = events::officer_id{"counter_officer"},
                 .signed_in = [] { return true; },
                 .office = {}});
        return narrow;
    };
    const auto wait_for = [](const auto& what) {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (!what() && std::chrono::steady_clock::now() < patience) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
    };
    const std::string before = newest();
    for (int i = 0; i < 6; ++i) {
        static_cast<void>(on.desk.file_request());
    }
    const auto behind = listen(before);
    wait_for([&] { return behind->closed(); });
    ASSERT_EQ(behind->take().text, "id: " + newest() + "\nevent: reset\ndata: {}\n\n");

    const auto again = listen(newest());
    const auto code = on.desk.file_request();
    std::string told;
    wait_for([&] {
        told += again->take().text;
        return told.find(code) != std::string::npos;
    });
    EXPECT_THAT(told, HasSubstr("event: step"));
    EXPECT_THAT(told, testing::Not(HasSubstr("event: reset")));
    again->close();
}

TEST(api_server, tells_a_client_to_read_again_when_the_place_is_gone) {
    served on;
    static_cast<void>(on.desk.file_request());
    auto lan = on.signed_in();
    for (const std::string gone : {"rubbish", "1.2.3.4.5.6.7"}) {
        const auto told = follow(lan, gone, [](const auto&) { return true; });
        ASSERT_EQ(told.size(), 1U) << gone;
        EXPECT_EQ(told[0]["event"], "reset") << gone;
        lan = on.signed_in();
    }
}

TEST(api_server, shows_a_deadline_that_passes_on_the_live_stream) {
    served on{{.duties = true, .demo = true}};
    const auto code = on.desk.file_request();
    const std::string before = on.desk.on().store().live().after({}, 0).id;
    auto root = on.signed_in("root");
    const auto moved = root.post("/v1/clock", R"({"set":"2017-06-09T00:00:00+07:00"})");
    ASSERT_EQ(moved.status, 200) << moved.body;
    auto lan = on.signed_in();
    const auto told = follow(lan, before, [](const server_event& event) {
        return event.data.find("alert_raised") != std::string::npos;
    });
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back()["code"], code);
    EXPECT_EQ(told.back()["type"], "alert_raised");
    const auto late = json::parse(lan.get("/v1/deadlines?office=96&state=overdue").body);
    ASSERT_FALSE(late["items"].empty());
    EXPECT_EQ(late["items"][0]["code"], code);
}

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
constexpr std::chrono::seconds shown_within{5}; // everything takes several times as long
#else
constexpr std::chrono::seconds shown_within{1}; // as `GET /v1/live` says
#endif

/// How long after it has passed, by the clock that runs, a period is shown as overdue on the live
/// stream and in the list. Nobody moves the clock over the moment and nobody wakes the duties.
std::chrono::milliseconds until_a_passed_period_is_shown() {
    served on{{.duties = true}};
    auto& clock = on.desk.on().time();
    const auto code = on.desk.file_request();
    const auto open =
        on.desk.get("/v1/deadlines?office=96&state=open", "counter_officer").each("due");
    if (open.empty()) {
        throw std::runtime_error("no period runs");
    }
    const auto due = events::instant_from_text(*std::ranges::min_element(open)).value();
    clock.set(due - std::chrono::hours{1});
    auto lan = on.signed_in();
    auto looking = on.signed_in();
    const std::string before = on.desk.on().store().live().after({}, 0).id;
    clock.set(due - std::chrono::milliseconds{300});
    const auto early = json::parse(looking.get("/v1/deadlines?office=96&state=overdue").body);
    const bool is_early = clock.now() < due;
    EXPECT_TRUE(early["items"].empty() || !is_early);

    const auto told = follow(lan, before, [&](const server_event& event) {
        const auto data = json::parse(event.data);
        // Not the warning before it.
        return data.value("type", "") == "alert_raised" &&
               events::instant_from_text(data["time"].get<std::string>()).value() >= due;
    });
    EXPECT_EQ(told.back()["code"], code);
    const auto late = json::parse(looking.get("/v1/deadlines?office=96&state=overdue").body);
    EXPECT_EQ(late["items"].at(0)["code"], code);
    const auto alerts = json::parse(looking.get("/v1/cases/" + code).body).at("alerts");
    EXPECT_TRUE(std::ranges::any_of(alerts, [](const json& one) {
        return one.at("rung") == "overdue";
    })) << alerts;
    return clock.now() - due;
}

TEST(api_server, shows_within_a_second_a_deadline_that_passes_while_nobody_does_anything) {
    // A machine that is busy with other work may miss it, but not three times.
    auto took = until_a_passed_period_is_shown();
    for (int again = 0; again < 2 && took > shown_within; ++again) {
        took = until_a_passed_period_is_shown();
    }
    EXPECT_LE(took, shown_within);
}

TEST(api_server, hides_steps_of_other_offices_from_a_stream) {
    served on;
    connectors::grant_as_installation(on.desk.on(), "operations", events::role::counter_officer,
                                      "49", false);
    on.desk.on().people().put({"far", events::officer_id{"elsewhere"}, "Nơi khác"}, "a password");
    const std::string before = on.desk.on().store().live().after({}, 0).id;
    static_cast<void>(on.desk.file_request());
    const auto there = on.desk.give("/v1/offices/49/commands/receive_request", "operations",
                                    {{"procedure", "enf_request"}, {"received_by", "counter"}});
    ASSERT_EQ(there.status, 201) << there.whole.body;
    auto far = on.signed_in("far");
    std::vector<std::string> offices;
    const std::atomic<bool> never{false};
    static_cast<void>(far.follow(
        "/v1/live", before,
        [&](const server_event& event) {
            offices.push_back(json::parse(event.data)["office"].get<std::string>());
            return false;
        },
        never));
    EXPECT_THAT(offices, testing::ElementsAre("49"));
    EXPECT_EQ(far.get("/v1/live?office=96").status, 403);
}

TEST(api_server, takes_large_bodies_from_those_only_who_are_signed_in) {
    served on;
    const std::string mail = "From: a@b.vn\r\n\r\n" + std::string(2 * 1024 * 1024, 'x');
    const auto sent_by = [&](http_client of) {
        return of.send({.method = http_method::post,
                        .target = "/v1/offices/96/mail",
                        .headers = {},
                        .body = mail,
                        .content_type = "message/rfc822"});
    };
    const auto nobody = sent_by(on.client());
    EXPECT_EQ(nobody.status, 401) << "and not that the mail is too large: " << nobody.body;
    EXPECT_EQ(nobody.headers.joined("WWW-Authenticate"), "Bearer");
    http_headers made_up;
    made_up.add("Authorization", "Bearer " + std::string(43, 'a'));
    EXPECT_EQ(sent_by(on.client(made_up)).status, 401);
    const auto lan = sent_by(on.signed_in());
    EXPECT_LT(lan.status, 300) << lan.body;
}

TEST(api_server, counts_served_requests_for_metrics) {
    served on;
    auto lan = on.signed_in();
    static_cast<void>(lan.get("/v1/cases?office=96"));
    const auto text = lan.get("/metrics").body;
    EXPECT_THAT(text, HasSubstr("motcua_http_request_duration_seconds_count{method=\"GET\","
                                "route=\"/v1/cases\",status=\"200\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("motcua_http_connections "));
}

} // namespace
