#include "connectors/direct_answer.hpp"
#include "connectors/http/server.hpp"
#include "events/memory_log.hpp"
#include "events/memory_vault.hpp"
#include "events/node_group.hpp"
#include "events/s3_documents.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/http_call.hpp"
#include "tests/support/passing_log.hpp"
#include "tests/support/running_application.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// That /readyz says no, and why, while one of the things fails that an application works with.
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::HasSubstr;
using testing_support::api_desk;

/// A log that can be made to fail.
class faulty_log : public testing_support::passing_log {
public:
    faulty_log() : passing_log(inner_) {}

    std::atomic<bool> unreadable = false;
    std::atomic<bool> full = false;
    mutable std::atomic<int> records_read = 0;

    void append(events::partition_id partition, std::vector<events::log_record> batch,
                events::append_done done) override {
        if (full) {
            return done({events::append_status::refused, 0, "append: there is no room", {}});
        }
        passing_log::append(partition, std::move(batch), std::move(done));
    }
    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        if (unreadable) {
            throw events::log_fault("kafka-unreachable", "no broker answers");
        }
        records_read += count_max > 0 ? 1 : 0;
        return passing_log::read(partition, from, count_max, visit);
    }

private:
    events::memory_log inner_{1};
};

struct vault_in_trouble : events::memory_vault {
    [[nodiscard]] std::string trouble() const override { return "no broker has the keys"; }
};

struct only_member : events::node_group {
    [[nodiscard]] bool holds(events::partition_id) const override { return true; }
    [[nodiscard]] std::vector<events::partition_id> held() const override { return {{0}}; }
    [[nodiscard]] std::string trouble() const override { return {}; }
    [[nodiscard]] std::string exclusion() const override { return {}; }
};

struct readiness : testing::Test {
    struct instead {
        events::log* log = nullptr;
        const events::node_group* group = nullptr;
        events::vault* vault = nullptr;
        events::document_store* documents = nullptr;
        engine::node* node = nullptr;
        connectors::refusal_trail* refusals = nullptr;
    };

    /// What /readyz says of the application when these stand in for its own.
    [[nodiscard]] connectors::http_response ready_with(const instead& by) {
        const auto& own = desk.on().service().lent();
        connectors::api::service service{connectors::api::parts{
            .log = by.log != nullptr ? *by.log : own.log,
            .audit = own.audit,
            .appended = own.appended,
            .vault = by.vault != nullptr ? *by.vault : own.vault,
            .documents = by.documents != nullptr ? *by.documents : own.documents,
            .store = own.store,
            .node = by.node != nullptr ? by.node : own.node,
            .rebuild = own.rebuild,
            .rules = own.rules,
            .written_rules = own.written_rules,
            .time = own.time,
            .people = own.people,
            .grants = own.grants,
            .closings = own.closings,
            .refusals = by.refusals != nullptr ? *by.refusals : own.refusals,
            .intake = own.intake,
            .letters_unwritten = own.letters_unwritten,
            .data = own.data,
            .room = own.room}};
        service.set_group(by.group);
        const auto routes = service.routes();
        return connectors::answer_directly(service, routes, support::request_of("GET /readyz"),
                                           events::officer_id{});
    }
    /// The one check that failed.
    [[nodiscard]] static json failed_in(const connectors::http_response& told) {
        EXPECT_EQ(told.status, 503) << told.body;
        const auto body = json::parse(told.body, nullptr, false);
        if (!body.is_object() || !body.contains("checks") || body["checks"].size() != 1) {
            ADD_FAILURE() << told.body;
            return {{"check", ""}, {"reason", ""}};
        }
        EXPECT_EQ(body["ok"], false);
        return body["checks"][0];
    }

    api_desk desk;
};

TEST_F(readiness, is_there_when_nothing_is_wrong) { EXPECT_EQ(ready_with({}).status, 200); }

TEST_F(readiness, is_not_there_while_keys_cannot_be_read) {
    vault_in_trouble vault;
    const auto told = failed_in(ready_with({.vault = &vault}));
    EXPECT_EQ(told["check"], "keys");
    EXPECT_EQ(told["reason"], "no broker has the keys");
}

TEST_F(readiness, is_not_there_while_the_node_cannot_read_on) {
    faulty_log log;
    projections::store store{{.folder = desk.folder() / "beside"}, log};
    engine::node node{log, store, desk.on().rules(), desk.on().time()};
    node.start();
    EXPECT_EQ(ready_with({.node = &node}).status, 200);
    // Given a step of another node that this one cannot read.
    log.unreadable = true;
    static_cast<void>(events::append_and_wait(log, {0}, {{events::office_code{"96"}, "a", "{}"}}));
    ASSERT_TRUE(support::eventually([&] { return !node.trouble().empty(); }));
    const auto told = failed_in(ready_with({.node = &node}));
    EXPECT_EQ(told["check"], "commands");
    EXPECT_EQ(told["reason"], "no broker answers");
    // Then it goes on by itself.
    log.unreadable = false;
    EXPECT_TRUE(support::eventually([&] { return node.trouble().empty(); }));
    EXPECT_EQ(ready_with({.node = &node}).status, 200);
}

TEST_F(readiness, waits_for_no_record_of_brokers_and_hears_what_is_wrong_with_their_log) {
    faulty_log log;
    static_cast<void>(events::append_and_wait(log, {0}, {{events::office_code{"96"}, "a", "{}"}}));
    EXPECT_EQ(ready_with({.log = &log}).status, 200);
    EXPECT_EQ(log.records_read, 1) << "a file is read, to see that the disk is there";
    // Given a log on brokers, whose partition may be without a leader.
    const only_member group;
    EXPECT_EQ(ready_with({.log = &log, .group = &group}).status, 200);
    EXPECT_EQ(log.records_read, 1) << "all requests would wait for the next leader";
    log.unreadable = true;
    const auto told = failed_in(ready_with({.log = &log, .group = &group}));
    EXPECT_EQ(told["check"], "log");
    EXPECT_EQ(told["reason"], "no broker answers");
}

TEST_F(readiness, is_not_there_while_refusals_are_lost) {
    faulty_log audit;
    projections::rejection_book book{desk.folder() / "refused", audit};
    connectors::refusal_trail trail{audit, book};
    const auto refuse = [&](const char* id) {
        engine::command what;
        what.id = events::command_id{id};
        what.office = events::office_code{"96"};
        what.detail = engine::accept_dossier{};
        trail.record(what, engine::rejection{}, desk.on().time().now());
    };
    audit.full = true;
    refuse("7e57ab1e-0000-4000-8000-000000000001");
    const auto told = failed_in(ready_with({.refusals = &trail}));
    EXPECT_EQ(told["check"], "refusals");
    EXPECT_THAT(told["reason"].get<std::string>(), HasSubstr("1 refusals were not recorded"));
    audit.full = false;
    refuse("7e57ab1e-0000-4000-8000-000000000002");
    EXPECT_TRUE(support::eventually([&] { return !trail.failing(); }));
    EXPECT_EQ(ready_with({.refusals = &trail}).status, 200)
        << "what was lost stays lost, and is no reason to send nobody here";
}

TEST_F(readiness, is_not_there_while_the_store_of_documents_does_not_answer) {
    // Given a bucket that is there, and empty.
    std::optional<connectors::http_server> bucket;
    bucket.emplace(connectors::http_server_options{}, connectors::router{});
    const auto port = bucket->port();
    const auto documents =
        events::open_s3_documents({.url = "http://127.0.0.1:" + std::to_string(port) + "/papers",
                                   .access_key = "a",
                                   .secret_key = "b"});
    EXPECT_EQ(ready_with({.documents = documents.get()}).status, 200);
    // When nobody listens there any more, then it is told once what was found has grown old.
    bucket.reset();
    ASSERT_TRUE(support::eventually([&] { return !documents->trouble().empty(); }));
    const auto begun = std::chrono::steady_clock::now();
    const auto told = failed_in(ready_with({.documents = documents.get()}));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s) << "whoever watches would give up";
    EXPECT_EQ(told["check"], "documents");
    EXPECT_THAT(told["reason"].get<std::string>(), HasSubstr("/papers: "));
    connectors::http_server_options again;
    again.port = port;
    bucket.emplace(again, connectors::router{});
    EXPECT_TRUE(support::eventually([&] { return documents->trouble().empty(); }));
    EXPECT_EQ(ready_with({.documents = documents.get()}).status, 200);
}

} // namespace
