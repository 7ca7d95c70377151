// A topic is not motcua's alone: strangers write to it with transactions, and whoever may change
// topics changes it under a running node.
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

} // namespace
