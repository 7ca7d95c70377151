#include "engine/verify.hpp"
#include "events/kafka_vault.hpp"
#include "events/log_copy.hpp"
#include "events/sqlite_log.hpp"
#include "events/sqlite_vault.hpp"
#include "events/vault_copy.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace {

using namespace events;

TEST(copying_a_log_into_kafka, and_back_keeps_counts_hashes_and_heads) {
    const support::temporary_folder folder;
    const auto source = open_sqlite_log({.path = folder / "log.db", .partitions = 3});
    testing_support::offices_at_work work({.seed = 5, .partitions = 3, .chaos = 0.05});
    work.write(*source, 5000);

    kafka_testing::fresh_topic topic;
    const auto kafka = topic.open(3);
    EXPECT_EQ(copy_log(*source, *kafka, labels_of_events()).copied, 5000U);
    const auto back = open_sqlite_log({.path = folder / "back.db", .partitions = 3});
    EXPECT_EQ(copy_log(*kafka, *back, labels_of_events()).copied, 5000U);

    const auto before = engine::verify(*source);
    EXPECT_GT(before.not_counting.size(), 0U) << "records that do not count are copied, too";
    for (const auto& after : {engine::verify(*kafka), engine::verify(*back)}) {
        EXPECT_EQ(after.heads, before.heads);
        EXPECT_EQ(after.counting, before.counting);
        EXPECT_EQ(after.not_counting, before.not_counting);
        EXPECT_EQ(after.ends, before.ends);
    }
}

TEST(copying_a_log_into_kafka, and_back_takes_the_keys_along_and_erased_persons_stay_erased) {
    const support::temporary_folder folder;
    const auto open_file = [&](const std::string& name) {
        return open_sqlite_vault(folder / (name + ".db"),
                                 load_or_make_installation_key(folder / (name + ".key")));
    };
    const auto source = open_file("source");
    std::vector<person_id> persons;
    std::vector<sealed_box> boxes;
    for (int i = 0; i < 1500; ++i) {
        persons.emplace_back(uuid_of("person " + std::to_string(i)));
    }
    source->ensure(persons);
    for (const auto& person : persons) {
        boxes.push_back(seal(*source, person, "applicant", R"({"name":"Nguyễn Văn An"})"));
    }
    source->destroy(persons[7]);
    source->put_secret("account", "lan", "argon2");

    kafka_testing::fresh_keys topic;
    std::unique_ptr<portable_vault> kafka = topic.open();
    EXPECT_EQ(copy_vault(*source, *kafka).keys_copied, 1499U);
    kafka->destroy(persons[8]); // on a node of the cluster
    kafka.reset();
    kafka = topic.open(); // what another node reads
    const auto back = open_file("back");
    const auto report = copy_vault(*kafka, *back);
    EXPECT_EQ(report.keys_copied, 1498U);
    EXPECT_EQ(report.erased, 2U);
    EXPECT_EQ(back->secret("account", "lan"), "argon2");
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const bool erased = i == 7 || i == 8;
        ASSERT_EQ(open(*back, boxes[i]).has_value(), !erased) << i;
    }
    EXPECT_FALSE(topic.live_records_name(persons[7]));
    EXPECT_FALSE(topic.live_records_name(persons[8]));

    // And once more into the topic: what was erased there is not brought back.
    EXPECT_EQ(copy_vault(*source, *kafka).keys_copied, 0U);
    EXPECT_FALSE(kafka->key(persons[8]));
}

} // namespace
