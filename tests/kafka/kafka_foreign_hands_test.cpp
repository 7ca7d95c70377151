// A topic is not motcua's alone: strangers write to it with transactions, and whoever may change
// topics changes it under a running node.
#include "connectors/log_copy_place.hpp"
#include "connectors/log_place.hpp"
#include "engine/verify.hpp"
#include "events/fault.hpp"
#include "events/kafka_partition_count.hpp"
#include "events/kafka_topic_watch.hpp"
#include "events/kafka_vault.hpp"
#include "events/log_copy.hpp"
#include "events/node_group.hpp"
#include "projections/digest.hpp"
#include "projections/store.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/kafka/foreign_hands.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/running_application.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>

namespace {

using namespace kafka_testing;
using events::append_status;
using support::eventually;
using testing::HasSubstr;

std::string code_of(const std::function<void()>& what) {
    try {
        what();
    } catch (const events::fault& failed) {
        return failed.code();
    }
    return "";
}

std::string code_of(const std::optional<events::log_fault>& found) {
    return found ? found->code() : "";
}

events::append_result write_one(events::log& to, const std::string& value) {
    return append_and_wait(to, {0}, {{events::office_code{"96"}, "t", value}});
}

std::vector<std::pair<events::offset, std::string>> records_of(const events::log& log) {
    std::vector<std::pair<events::offset, std::string>> out;
    log.read({0}, 0, log.end({0}), [&](const events::stored_record& record) {
        out.emplace_back(record.at, record.value);
        return true;
    });
    return out;
}

TEST(a_strangers_transaction, hides_nothing_while_it_is_open) {
    fresh_topic topic;
    const auto log = topic.open(1);
    ASSERT_EQ(write_one(*log, "before").status, append_status::durable);
    strange_transaction stranger;
    stranger.write(topic.options().topic, {0}, "a stranger's");
    ASSERT_EQ(write_one(*log, "after").status, append_status::durable);
    const auto fresh = topic.open(1); // an auditor who comes just now
    EXPECT_EQ(fresh->end({0}), 3U);
    EXPECT_EQ(records_of(*fresh).size(), 3U);
    EXPECT_EQ(engine::verify(*fresh).records, 3U);
}

TEST(a_strangers_transaction, leaves_a_hole_and_every_record_its_place) {
    fresh_topic topic;
    const auto log = topic.open(1);
    const support::temporary_folder folder;
    projections::store_options how;
    how.folder = folder / "folded";
    projections::store folded{how, *log};
    testing_support::offices_at_work work({.seed = 21, .partitions = 1});
    work.write(*log, 50);
    {
        strange_transaction stranger;
        stranger.write(topic.options().topic, {0}, "a stranger's");
        stranger.commit();
    }
    const events::kafka_client asking{
        events::kafka_client::role::consumer, topic.options().cluster, {}};
    ASSERT_TRUE(eventually([&] { // its mark is written after the stranger was told
        const auto marks = asking.ask(topic.options().topic, {0}, std::chrono::seconds{5});
        return marks && marks->high == 52;
    }));
    work.write(*log, 50);
    ASSERT_EQ(log->end({0}), 102U); // a record, and the hole behind it
    engine::fold_partition(folded, *log, {0}, log->end({0}), 30);
    EXPECT_EQ(folded.status().events_counted, 100U);

    const auto fresh = topic.open(1);
    EXPECT_EQ(records_of(*fresh).back().first, 101U);
    EXPECT_TRUE(engine::verify(*fresh).holds());
    how.folder = folder / "loaded";
    {
        const projections::store loaded{how, *fresh};
        EXPECT_EQ(projections::digest(loaded.view()), projections::digest(folded.view()));
        EXPECT_EQ(loaded.status().at, folded.status().at);
    }
    const projections::store again{how, *fresh};
    EXPECT_EQ(again.status().opened, projections::opening::resumed)
        << again.status().opening_reason;
}

/// The three topics of an installation of two partitions.
class installed_topics {
public:
    installed_topics() {
        static int number = 0;
        at_.where =
            fmt::format("kafka://{}/motcua.hands-{}-{}.events.v1", brokers(), ::getpid(), ++number);
        at_.allow_unsafe = copies() < 3;
    }
    ~installed_topics() {
        for (const auto& topic : {keys(), refusals(), events_topic()}) {
            static_cast<void>(code_of([&] { // what a test has deleted is gone
                events::delete_kafka_topic(at_.kafka().cluster, topic);
            }));
        }
    }
    installed_topics(const installed_topics&) = delete;
    installed_topics& operator=(const installed_topics&) = delete;

    std::vector<std::string> make(std::uint32_t partitions = 2) const {
        return connectors::make_topics(at_, partitions, copies());
    }
    [[nodiscard]] const connectors::log_place& place() const { return at_; }
    [[nodiscard]] std::string events_topic() const { return at_.kafka().topic; }
    [[nodiscard]] std::string keys() const { return events::keys_topic_of(events_topic()); }
    [[nodiscard]] std::string refusals() const {
        return connectors::refusals_topic_of(events_topic());
    }

private:
    connectors::log_place at_;
};

constexpr events::kafka_topic_watch::intervals impatient{std::chrono::milliseconds{100},
                                                         std::chrono::milliseconds{200}};

TEST(added_partitions, are_refused_at_the_start_and_noticed_by_who_runs) {
    const installed_topics all;
    all.make();
    EXPECT_EQ(events::recorded_partitions(all.place().kafka()), 2U);
    const auto running = connectors::open_to_write(all.place(), 2);
    testing_support::offices_at_work work({.seed = 22, .partitions = 2});
    work.write(*running, 300);
    const auto before = engine::verify(*running);
    EXPECT_EQ(code_of([&] { static_cast<void>(connectors::open_to_read(all.place())); }), "");

    add_partitions(all.events_topic(), 5);
    EXPECT_EQ(code_of([&] { static_cast<void>(connectors::open_to_read(all.place())); }),
              "kafka-partitions");
    EXPECT_EQ(code_of([&] { static_cast<void>(connectors::open_to_write(all.place(), 2)); }),
              "kafka-partitions");
    EXPECT_THAT(connectors::dangers_of_topics(all.place()),
                testing::Contains(HasSubstr("has 5 partitions, and was made with 2")));
    // Whoever runs is told within some seconds, decides nothing any more and is not ready.
    ASSERT_TRUE(eventually([&] {
        return code_of([&] { running->read({0}, 0, 1, [](const auto&) { return false; }); }) ==
               "kafka-partitions";
    }));
    const auto refused = write_one(*running, "x");
    EXPECT_EQ(refused.status, append_status::refused);
    EXPECT_THAT(refused.problem, HasSubstr("partitions"));

    // The mend of the runbook.
    const installed_topics mended;
    mended.make(2);
    const auto from = connectors::open_to_copy(all.place());
    EXPECT_EQ(from->partitions(), 5U);
    const auto made_with = connectors::partitions_made_with(all.place(), *from);
    EXPECT_EQ(made_with, 2U);
    const auto to = connectors::open_to_write(mended.place(), made_with);
    EXPECT_EQ(copy_log(*from, *to, events::labels_of_events(), {}, made_with).left_behind, 0U);
    const auto after = engine::verify(*to);
    EXPECT_EQ(after.heads, before.heads);
    EXPECT_EQ(after.counting, before.counting);
}

TEST(the_number_of_partitions, is_written_down_by_the_first_node_that_finds_none) {
    const installed_topics all;
    auto how = all.place().kafka();
    how.partitions = 3;
    events::create_kafka_log(how, copies());
    auto keys = how;
    keys.topic = all.keys();
    keys.partitions = 1;
    events::create_kafka_vault(keys, copies());
    EXPECT_FALSE(events::recorded_partitions(how));
    how.read_only = true;
    static_cast<void>(events::open_kafka_log(how));
    EXPECT_FALSE(events::recorded_partitions(how)) << "who reads writes nothing";
    how.read_only = false;
    static_cast<void>(events::open_kafka_log(how));
    EXPECT_EQ(events::recorded_partitions(how), 3U);
}

TEST(a_topic_under_a_running_node, that_loses_its_first_records_is_trusted_no_longer) {
    fresh_topic topic;
    const auto log = topic.open(1);
    for (int i = 0; i < 5; ++i) {
        ASSERT_EQ(write_one(*log, "x").status, append_status::durable);
    }
    const events::kafka_topic_watch watch{topic.options(), 1, impatient};
    EXPECT_EQ(code_of(watch.trouble()), "");
    delete_records(topic.options().topic, {0}, 3);
    ASSERT_TRUE(eventually([&] { return watch.trouble().has_value(); }));
    EXPECT_EQ(code_of(watch.trouble()), "kafka-records-lost");
    ASSERT_TRUE(eventually([&] { return write_one(*log, "x").status == append_status::refused; }));
    EXPECT_EQ(code_of([&] { log->read({0}, 4, 1, [](const auto&) { return false; }); }),
              "kafka-records-lost")
        << "which is what readiness asks";
}

TEST(a_topic_under_a_running_node, whose_settings_become_unsafe_is_trusted_until_they_are_mended) {
    fresh_topic topic;
    static_cast<void>(topic.open(1));
    auto how = topic.options();
    how.allow_unsafe = false;
    const events::kafka_topic_watch watch{how, 1, impatient};
    set_topic(how.topic, {{"retention.ms", "60000"}});
    ASSERT_TRUE(eventually([&] {
        const auto found = watch.trouble();
        return found &&
               std::string{found->what()}.find("retention.ms is 60000") != std::string::npos;
    }));
    EXPECT_EQ(code_of(watch.trouble()), "kafka-topic-unsafe");
    if (copies() >= 3) { // a single broker is never safe
        set_topic(how.topic, {{"retention.ms", "-1"}, {"min.insync.replicas", "2"}});
        EXPECT_TRUE(eventually([&] { return !watch.trouble(); }));
    }
}

TEST(a_topic_under_a_running_node, that_cannot_be_looked_at_is_as_safe_as_it_was) {
    const auto answer = [](const char* code) {
        return [code] { throw events::log_fault(code, "as the test says"); };
    };
    const auto unsafe = events::settings_after({}, answer("kafka-topic-unsafe"));
    EXPECT_EQ(code_of(unsafe), "kafka-topic-unsafe");
    EXPECT_EQ(code_of(events::settings_after(unsafe, answer("kafka-unreachable"))),
              "kafka-topic-unsafe")
        << "nobody has mended it";
    EXPECT_EQ(code_of(events::settings_after({}, answer("kafka-unreachable"))), "");
    EXPECT_EQ(code_of(events::settings_after(unsafe, [] {})), "");
}

TEST(a_topic_under_a_running_node, that_is_deleted_is_named) {
    const installed_topics all;
    all.make();
    const auto log = connectors::open_to_write(all.place(), 2);
    ASSERT_EQ(write_one(*log, "x").status, append_status::durable);
    const auto group = events::join_kafka_group(all.place().kafka());
    const events::kafka_topic_watch watch{all.place().kafka(), 2, impatient};
    events::delete_kafka_topic(all.place().kafka().cluster, all.events_topic());
    ASSERT_TRUE(eventually([&] { return watch.trouble().has_value(); }));
    EXPECT_EQ(code_of(watch.trouble()), "kafka-topic-missing");
    EXPECT_THAT(watch.trouble()->what(), HasSubstr(all.events_topic()));
    ASSERT_TRUE(eventually([&] { return !group->trouble().empty(); }));
    EXPECT_THAT(group->trouble(), HasSubstr("no longer there"));
    EXPECT_THAT(group->trouble(), testing::Not(HasSubstr("cannot be reached")));
}

TEST(making_topics, makes_what_is_missing_when_the_rest_is_safe) {
    const installed_topics all;
    EXPECT_EQ(all.make().size(), 3U);
    EXPECT_EQ(code_of([&] { all.make(); }), "kafka-topic-exists");
    events::delete_kafka_topic(all.place().kafka().cluster, all.events_topic());
    ASSERT_TRUE(eventually([&] {
        return !events::describe_kafka_topic(all.place().kafka().cluster, all.events_topic());
    }));
    EXPECT_EQ(code_of([&] { all.make(4); }), "kafka-partitions") << "it was made with 2";
    EXPECT_EQ(all.make(), std::vector{all.events_topic()});
    EXPECT_EQ(code_of([&] { static_cast<void>(connectors::open_to_read(all.place())); }), "");
}

TEST(making_topics, goes_on_where_an_earlier_run_stopped) {
    const installed_topics all;
    auto keys = all.place().kafka();
    keys.topic = all.keys();
    events::create_kafka_vault(keys, copies());
    EXPECT_EQ(all.make(), (std::vector{all.refusals(), all.events_topic()}));
    EXPECT_EQ(events::recorded_partitions(all.place().kafka()), 2U);
}

TEST(a_topic_that_takes_too_little, is_refused_and_what_is_too_large_is_told_so) {
    fresh_topic topic;
    const auto log = topic.open(1);
    set_topic(topic.options().topic, {{"max.message.bytes", "3000"}});
    EXPECT_THAT(events::check_kafka_log(topic.options()),
                testing::Contains(HasSubstr("max.message.bytes is 3000, and must be 1048576")));
    auto how = topic.options();
    how.allow_unsafe = false;
    EXPECT_EQ(code_of([&] { static_cast<void>(events::open_kafka_log(how)); }),
              "kafka-topic-unsafe");
    std::string random;
    for (std::uint64_t i = 0; random.size() < 10'000; ++i) {
        random += events::hex(events::sha256(std::to_string(i))); // lz4 makes little of it
    }
    const auto answer = write_one(*log, random);
    EXPECT_EQ(answer.status, append_status::refused);
    EXPECT_THAT(answer.problem, HasSubstr("asking again does not help"));
    EXPECT_THAT(answer.problem, testing::Not(HasSubstr("ask again later")));
}

} // namespace
