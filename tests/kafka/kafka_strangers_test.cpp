// Whoever knows only the published shapes and the one rule comes to the same verdicts.
#include "engine/memory_target.hpp"
#include "engine/verify.hpp"
#include "events/log_copy.hpp"
#include "events/memory_log.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/support/offices_at_work.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace events;

const std::string stranger = std::string{MOTCUA_SOURCE_DIR} + "/tests/kafka/stranger";

/// What a command prints; its exit code must be 0.
std::string output_of(const std::string& line) {
    std::string out;
    auto* const pipe = ::popen(line.c_str(), "r");
    std::array<char, 4096> some{};
    while (const auto count = std::fread(some.data(), 1, some.size(), pipe)) {
        out.append(some.data(), count);
    }
    EXPECT_EQ(::pclose(pipe), 0) << line;
    return out;
}

bool runs(const std::string& line) {
    return std::system((line + " >/dev/null 2>&1").c_str()) == 0; // NOLINT(cert-env33-c)
}

/// A record of stranger/hostile.json, which somebody else has written.
struct hostile_record {
    std::string name;
    partition_id partition;
    std::string value;
    std::string verdict; ///< counts, superseded or foreign
};

void replace_all(std::string& in, std::string_view what, std::string_view with) {
    for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + with.size())) {
        in.replace(at, what.size(), with);
    }
}

std::vector<hostile_record> hostile_records(std::uint32_t partitions) {
    std::ifstream file{stranger + "/hostile.json"};
    const auto listed = nlohmann::json::parse(file);
    const auto event = listed.at("event").get<std::string>();
    std::vector<hostile_record> out;
    for (const auto& one : listed.at("records")) {
        auto value = one.value("value", event);
        for (const auto& pair : one.value("replace", nlohmann::json::array())) {
            replace_all(value, pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
        }
        value = one.value("before", std::string{}) + value + one.value("after", std::string{});
        replace_all(value, "{N}", fmt::format("{:08}", out.size()));
        replace_all(value, "\xef\xbf\xbf", "\xff");
        auto partition =
            partition_of(office_code{one.value("office", std::string{"96"})}, partitions);
        if (one.contains("partition")) { // another one
            partition.value = (partition.value + 1) % partitions;
        }
        out.push_back({one.at("name").get<std::string>(), partition, std::move(value),
                       one.at("verdict").get<std::string>()});
    }
    return out;
}

void append_to(events::log& to, const hostile_record& one) {
    ASSERT_EQ(
        append_and_wait(to, one.partition, {{office_code{"96"}, "whatever", one.value}}).status,
        append_status::durable);
}

/// Offices at work as several nodes leave it: rivals for one place in a case, repeated commands,
/// and records that are none of ours.
void work_on(events::log& to) {
    testing_support::offices_at_work work({.seed = 11, .partitions = 3, .chaos = 0.05});
    work.write(to, 3000);
    for (const auto& one : hostile_records(3)) {
        append_to(to, one);
    }
    work.write(to, 200);
}

TEST(a_stranger, is_told_what_is_foreign_as_verify_and_nodes_take_it) {
    for (const auto& one : hostile_records(3)) {
        SCOPED_TRACE(one.name);
        memory_log log{3};
        append_to(log, one);
        const auto told = engine::verify(log);
        const bool foreign = told.not_counting.contains(engine::verdict::foreign);
        EXPECT_EQ(told.counting == 1 ? "counts" : foreign ? "foreign" : "superseded", one.verdict);

        engine::memory_target node;
        engine::fold_partition(node, log, one.partition, 1, 1);
        if (one.verdict == "counts") {
            EXPECT_EQ(node.counted_events(), 1U);
        } else {
            ASSERT_EQ(node.skipped_records().size(), 1U);
            EXPECT_EQ(node.skipped_records().front().why == engine::verdict::foreign,
                      one.verdict == "foreign");
        }
    }
}

TEST(a_stranger, comes_to_the_same_verdicts_and_heads_with_kafkajs_and_the_cloudevents_sdk) {
    ASSERT_TRUE(runs("node --version")) << "needs Node.js 18 or later: ops/packages-test.txt";
    ASSERT_TRUE(runs("test -d " + stranger + "/node_modules") ||
                runs("npm ci --ignore-scripts --no-audit --no-fund --prefix " + stranger))
        << "npm could not fetch what package-lock.json names";
    kafka_testing::fresh_topic topic;
    const auto kafka = topic.open(3);
    work_on(*kafka);
    const auto ours = engine::verify(*kafka);
    const auto theirs = nlohmann::json::parse(output_of(fmt::format(
        "node {}/stranger.mjs {} {}", stranger, kafka_testing::brokers(), topic.options().topic)));
    std::uint64_t superseded = 0;
    std::uint64_t foreign = 0;
    for (const auto& [why, count] : ours.not_counting) {
        (why == engine::verdict::foreign ? foreign : superseded) += count;
    }
    EXPECT_GT(superseded, 0U);
    EXPECT_GE(foreign, 100U);
    EXPECT_EQ(theirs["events"], ours.records);
    EXPECT_EQ(theirs["counting"], ours.counting);
    EXPECT_EQ(theirs["superseded"], superseded);
    EXPECT_EQ(theirs["foreign"], foreign);
    EXPECT_EQ(theirs["cases"], ours.cases);
    EXPECT_EQ(theirs["heads"], hex(ours.heads));
}

TEST(a_stranger, reads_events_with_kcat) {
    if (!runs("command -v kcat")) {
        GTEST_SKIP() << "needs kcat";
    }
    kafka_testing::fresh_topic topic;
    const auto kafka = topic.open(1);
    testing_support::offices_at_work work({.seed = 3, .partitions = 1});
    memory_log source{1};
    work.write(source, 10);
    copy_log(source, *kafka, labels_of_events());
    const auto line = output_of(fmt::format("kcat -C -q -c 1 -b {} -t {} -f '%k|%h|%s'",
                                            kafka_testing::brokers(), topic.options().topic));
    const auto key = line.substr(0, line.find('|'));
    const auto headers =
        line.substr(key.size() + 1, line.find('|', key.size() + 1) - key.size() - 1);
    const auto event = nlohmann::json::parse(line.substr(key.size() + headers.size() + 2));
    EXPECT_EQ(event["source"], "/offices/" + key);
    EXPECT_NE(headers.find("ce_type=" + event["type"].get<std::string>()), std::string::npos);
    EXPECT_NE(headers.find("content-type=application/cloudevents+json"), std::string::npos);
    EXPECT_EQ(event["specversion"], "1.0");
}

} // namespace
