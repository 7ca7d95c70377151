#include "events/kafka_topic_watch.hpp"
#include "events/kafka_vault.hpp"
#include "tests/contract/vault_contract.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/kafka/foreign_hands.hpp"
#include "tests/support/running_application.hpp"
#include "tests/support/temporary_folder.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

using contract::vault_contract;
using kafka_testing::fresh_keys;

/// A topic of its own, for as long as a test lasts.
class kafka_vault_place : public contract::vault_place {
public:
    events::vault& get() override { return *vault_; }
    void reopen() override {
        vault_.reset();
        vault_ = topic_.open();
    }

private:
    fresh_keys topic_;
    std::unique_ptr<events::vault> vault_ = topic_.open();
};

INSTANTIATE_TEST_SUITE_P(kafka, vault_contract,
                         testing::Values(contract::vault_kind{
                             "brokers", [] { return std::make_unique<kafka_vault_place>(); }}),
                         [](const auto& kind) { return kind.param.name; });

const events::person_id an{"018f0000-0000-7000-8000-00000000000a"};
const events::person_id binh{"018f0000-0000-7000-8000-00000000000b"};

TEST(a_vault_of_several_nodes, opens_on_each_what_another_has_sealed_a_moment_ago) {
    fresh_keys topic;
    const auto a = topic.open();
    const auto b = topic.open();
    for (int i = 0; i < 50; ++i) {
        const events::person_id person{"person " + std::to_string(i)};
        auto& here = i % 2 == 0 ? a : b;
        auto& there = i % 2 == 0 ? b : a;
        here->ensure(std::vector{person});
        const auto box = seal(*here, person, "applicant", R"({"name":"Nguyễn Văn An"})");
        EXPECT_EQ(open(*there, box), R"({"name":"Nguyễn Văn An"})");
    }
    a->put_secret("session", "token", "of an officer");
    EXPECT_EQ(b->secret("session", "token"), "of an officer");
    EXPECT_FALSE(b->secret("session", "another"));
}

TEST(a_vault_of_several_nodes, is_not_begun_anew_by_a_node_that_was_made_for_its_keys) {
    fresh_keys topic;
    topic.make();
    const auto open_as_node = [&] {
        return events::open_kafka_vault(topic.options(), topic.key(),
                                        events::beginning_a_vault::refused);
    };
    try {
        const auto empty = open_as_node();
        FAIL() << "a node went on without the keys of all persons";
    } catch (const events::fault& no) {
        EXPECT_EQ(no.code(), "vault-keys-lost") << no.what();
    }
    static_cast<void>(topic.open()); // as whoever makes the installation
    EXPECT_EQ(open_as_node()->trouble(), "");
}

TEST(a_vault_of_several_nodes, says_that_its_topic_is_gone) {
    auto topic = std::make_unique<fresh_keys>();
    const auto vault = topic->open();
    EXPECT_EQ(vault->trouble(), "");
    topic.reset(); // deletes it
    EXPECT_TRUE(support::eventually([&] { return !vault->trouble().empty(); }));
}

TEST(a_vault_of_several_nodes, calls_nothing_lost_that_others_write_while_it_looks) {
    fresh_keys topic;
    const auto here = topic.open();
    const auto there = topic.open();
    std::atomic<bool> enough = false;
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&, writer] {
            for (int i = 0; !enough; ++i) {
                there->put_secret("session", "token " + std::to_string(writer), std::to_string(i));
            }
        });
    }
    std::string trouble;
    for (int looks = 0; looks < 1000 && trouble.empty(); ++looks) {
        trouble = here->trouble();
    }
    enough = true;
    EXPECT_EQ(trouble, "");
}

TEST(a_vault_of_several_nodes, gives_a_person_one_key_however_many_make_it_at_once) {
    fresh_keys topic;
    std::vector<std::unique_ptr<events::vault>> nodes;
    for (int i = 0; i < 3; ++i) {
        nodes.push_back(topic.open());
    }
    for (int round = 0; round < 20; ++round) {
        const events::person_id person{"person " + std::to_string(round)};
        {
            std::vector<std::jthread> makers;
            for (auto& node : nodes) {
                makers.emplace_back([&] { node->ensure(std::vector{person}); });
            }
        }
        const auto key = topic.open()->key(person);
        ASSERT_TRUE(key);
        for (const auto& node : nodes) {
            EXPECT_EQ(node->key(person), key);
        }
    }
}

TEST(a_vault_of_several_nodes, loses_no_change_of_a_secret_that_two_make_at_once) {
    fresh_keys topic;
    const auto a = topic.open();
    const auto b = topic.open();
    const auto adding = [](const std::string& letter) {
        return [letter](const std::optional<std::string>& now) {
            return std::optional{now.value_or("") + letter};
        };
    };
    // Given a change at the other node between this one's look and its write, then both are there.
    bool first = true;
    EXPECT_TRUE(a->change_secret("account", "lan", [&](const auto& now) {
        if (std::exchange(first, false)) {
            EXPECT_TRUE(b->change_secret("account", "lan", adding("b")));
        }
        return adding("a")(now);
    }));
    EXPECT_EQ(a->secret("account", "lan"), "ba");
    EXPECT_TRUE(support::eventually([&] { return b->secret("account", "lan") == "ba"; }));
    EXPECT_EQ(topic.open()->secret("account", "lan"), "ba");
    // And where it was removed there, it is not made anew here.
    first = true;
    EXPECT_FALSE(
        a->change_secret("account", "lan", [&](const auto& now) -> std::optional<std::string> {
            if (std::exchange(first, false)) {
                b->put_secret("account", "lan", "");
            }
            return now ? adding("c")(now) : std::nullopt;
        }));
    EXPECT_FALSE(topic.open()->secret("account", "lan"));
}

TEST(a_vault_of_several_nodes, opens_nothing_of_an_erased_person_on_any_node) {
    fresh_keys topic;
    const auto a = topic.open();
    const auto b = topic.open();
    a->ensure(std::vector{an, binh});
    const auto box = seal(*a, an, "applicant", R"({"name":"Nguyễn Văn An"})");
    ASSERT_TRUE(open(*b, box));
    a->destroy(an);
    for (int i = 0; i < 100 && b->key(an); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    EXPECT_FALSE(open(*b, box));
    EXPECT_TRUE(b->key(binh));
    EXPECT_THROW(b->ensure(std::vector{an}), events::fault);
    const auto later = topic.open();
    EXPECT_FALSE(open(*later, box));
    EXPECT_FALSE(topic.live_records_name(an)) << "no wrapped key may outlive compaction";
    EXPECT_TRUE(topic.live_records_name(binh));
}

TEST(a_vault_of_several_nodes, refuses_a_node_with_another_installation_key) {
    fresh_keys topic;
    static_cast<void>(topic.open());
    const support::temporary_folder folder;
    try {
        static_cast<void>(events::open_kafka_vault(
            topic.options(), events::load_or_make_installation_key(folder / "installation.key")));
        FAIL() << "opened with a wrong key";
    } catch (const events::fault& failed) {
        EXPECT_EQ(failed.code(), "vault-key-wrong");
    }
}

TEST(a_vault_of_several_nodes, names_no_login_to_those_who_read_the_topic) {
    fresh_keys topic;
    topic.open()->put_secret("account", "nguyen.van.an", "argon2");
    topic.each_record([](std::string_view key, std::string_view value) {
        EXPECT_EQ(key.find("nguyen"), std::string_view::npos);
        EXPECT_EQ(key.find("account"), std::string_view::npos);
        EXPECT_EQ(value.find("nguyen"), std::string_view::npos);
    });
}

TEST(a_vault_of_several_nodes, names_the_settings_by_which_keys_would_be_lost_or_outlive_a_person) {
    fresh_keys topic;
    auto how = topic.options();
    how.allow_unsafe = false;
    events::create_kafka_topic(
        how.cluster, {.name = how.topic,
                      .partitions = 2,
                      .replication = 1,
                      .settings = {{"cleanup.policy", "delete"}, {"min.insync.replicas", "1"}}});
    const auto found = events::check_kafka_vault(how);
    EXPECT_THAT(found, testing::Contains(testing::HasSubstr("cleanup.policy is delete")));
    EXPECT_THAT(found, testing::Contains(testing::HasSubstr("max.compaction.lag.ms")));
    EXPECT_THAT(found, testing::Contains(testing::HasSubstr("2 partitions")));
    EXPECT_THROW(static_cast<void>(events::open_kafka_vault(how, {})), events::log_fault);
    events::delete_kafka_topic(how.cluster, how.topic);
}

TEST(a_vault_of_several_nodes, is_told_when_its_topic_begins_to_forget_keys) {
    fresh_keys topic;
    static_cast<void>(topic.open());
    auto how = topic.options();
    how.allow_unsafe = false;
    const events::kafka_topic_watch watch{
        how,
        1,
        {std::chrono::milliseconds{100}, std::chrono::milliseconds{200}},
        events::kafka_topic_watch::topic_of::keys};
    kafka_testing::set_topic(how.topic, {{"cleanup.policy", "delete"}});
    ASSERT_TRUE(support::eventually([&] {
        const auto found = watch.trouble();
        return found && std::string_view{found->what()}.find("cleanup.policy is delete") !=
                            std::string_view::npos;
    }));
    EXPECT_EQ(watch.trouble()->code(), "kafka-topic-unsafe");
}

TEST(the_topic_of_keys, is_named_after_the_topic_of_events) {
    EXPECT_EQ(events::keys_topic_of("motcua.case.events.v1"), "motcua.keys.v1");
    EXPECT_EQ(events::keys_topic_of("trial.events.v1"), "trial.keys.v1");
    EXPECT_EQ(events::keys_topic_of("trial"), "trial.keys");
}

} // namespace
