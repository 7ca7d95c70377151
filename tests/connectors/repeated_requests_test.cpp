#include "connectors/api/body_memory.hpp"
#include "connectors/direct_answer.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/http_call.hpp"
#include "tests/support/passing_log.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>

/// What a request is told that comes again under its key, while the log cannot be read and after.
namespace {

using connectors::api::body_memory;
using nlohmann::json;
using testing_support::api_desk;

/// The reads of a log are counted, and can be made to fail.
class watched_log : public testing_support::passing_log {
public:
    using passing_log::passing_log;

    mutable std::atomic<int> reads = 0;
    mutable std::atomic<int> failing = 0; ///< so many reads from now on

    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        ++reads;
        if (failing > 0) {
            --failing;
            throw events::log_fault("kafka-unreachable", "no broker answers");
        }
        return passing_log::read(partition, from, count_max, visit);
    }
};

/// Another process on the same log: it remembers no key, and its log can fail.
struct another_process {
    explicit another_process(api_desk& desk)
        : own(desk.on().service().lent()), log(own.log),
          service{connectors::api::parts{.log = log,
                                         .audit = own.audit,
                                         .appended = own.appended,
                                         .vault = own.vault,
                                         .documents = own.documents,
                                         .store = own.store,
                                         .node = own.node,
                                         .rebuild = own.rebuild,
                                         .rules = own.rules,
                                         .written_rules = own.written_rules,
                                         .time = own.time,
                                         .people = own.people,
                                         .grants = own.grants,
                                         .closings = own.closings,
                                         .refusals = own.refusals,
                                         .intake = own.intake,
                                         .letters_unwritten = own.letters_unwritten,
                                         .data = own.data,
                                         .room = own.room}},
          routes(service.routes()) {}

    connectors::http_response accept(const std::string& code, const char* body) {
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", "the-same");
        headers.add("If-Match", "*");
        return connectors::answer_directly(
            service, routes,
            support::request_of("POST /v1/cases/" + code + "/commands/accept_dossier", body,
                                std::move(headers)),
            events::officer_id{"counter_officer"});
    }

    const connectors::api::parts& own;
    watched_log log;
    connectors::api::service service;
    connectors::router routes;
};

constexpr const char* honest = R"({"result_by":"at_counter","papers":["application","judgment"]})";
constexpr const char* another = R"({"result_by":"by_post","papers":["application","judgment"]})";

TEST(a_repeated_request, leaves_the_key_to_the_one_that_counted_when_the_log_cannot_say_which) {
    api_desk desk;
    const auto code = desk.file_request();
    ASSERT_EQ(another_process{desk}.accept(code, honest).status, 200);
    // Given a process that does not know the key, and a log that fails once
    another_process later{desk};
    later.log.failing = 1;
    const auto unknown = later.accept(code, another);
    EXPECT_EQ(unknown.status, 504) << unknown.body;
    // Then the request that counted is not refused because of the other one
    const auto again = later.accept(code, honest);
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(json::parse(again.body)["repeated"], true);
    EXPECT_EQ(later.accept(code, another).status, 422);
}

TEST(a_repeated_request, is_compared_with_the_log_once_and_then_known) {
    api_desk desk;
    const auto code = desk.file_request();
    another_process first{desk};
    ASSERT_EQ(first.accept(code, honest).status, 200);
    const auto none = first.log.reads.load();
    EXPECT_EQ(first.accept(code, honest).status, 200);
    EXPECT_EQ(first.log.reads, none) << "it was this process that recorded it";

    another_process later{desk};
    EXPECT_EQ(later.accept(code, honest).status, 200);
    const auto compared = later.log.reads.load();
    EXPECT_GT(compared, 0);
    EXPECT_EQ(later.accept(code, honest).status, 200);
    EXPECT_EQ(later.log.reads, compared);
}

const events::command_id a_key{"7e57ab1e-0000-4000-8000-000000000001"};

TEST(the_memory_of_keys, knows_what_has_counted_and_not_what_was_only_asked) {
    body_memory memory{10};
    const auto request = events::sha256("one");
    const auto other = events::sha256("other");
    EXPECT_EQ(memory.begin(a_key, request).as, body_memory::use::first);
    EXPECT_FALSE(memory.begin(a_key, request).has_counted) << "it was refused, for instance";
    memory.counted(a_key, other);
    EXPECT_FALSE(memory.begin(a_key, request).has_counted);
    memory.counted(a_key, request);
    const auto again = memory.begin(a_key, request);
    EXPECT_EQ(again.as, body_memory::use::again);
    EXPECT_TRUE(again.has_counted);
}

TEST(the_memory_of_keys, frees_no_key_that_somebody_else_has_taken_since) {
    body_memory memory{10};
    auto first = memory.begin(a_key, events::sha256("one"));
    memory.forget(a_key);
    const auto second = memory.begin(a_key, events::sha256("other"));
    ASSERT_EQ(second.as, body_memory::use::first);
    first.flight.reset();
    EXPECT_EQ(memory.begin(a_key, events::sha256("other")).as, body_memory::use::running);
}

} // namespace
