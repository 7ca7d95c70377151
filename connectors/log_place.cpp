#include "connectors/log_place.hpp"

#include "connectors/log_copy_place.hpp"
#include "events/kafka_partition_count.hpp"
#include "events/kafka_vault.hpp"
#include "events/node_group.hpp"
#include "events/sqlite_log.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace connectors {
namespace {

namespace fs = std::filesystem;

fs::path file_of(const log_place& at) {
    const fs::path path{at.where};
    return fs::is_directory(path) ? path / "log.db" : path;
}

/// A topic that is there already is left as it is, when nothing can be lost by it: an earlier run
/// may have stopped half way, or somebody has deleted the other one.
bool is_there(const events::kafka_log_options& wished, std::uint32_t copies,
              std::vector<std::string> (*dangers_of)(const events::kafka_log_options&)) {
    const auto found = events::describe_kafka_topic(wished.cluster, wished.topic);
    if (!found) {
        return false;
    }
    if (wished.partitions != found->partitions) {
        throw events::log_fault(
            "kafka-partitions",
            fmt::format("make the topics: {} is there already with {} partitions, and {} are "
                        "wanted; the number is fixed when a log is made: say --partitions {}, or "
                        "name another topic",
                        wished.topic, found->partitions, wished.partitions, found->partitions));
    }
    const auto dangers = dangers_of(wished);
    if (!dangers.empty() && copies >= 3 && !wished.allow_unsafe) { // fewer are for tests
        throw events::log_fault(
            "kafka-topic-unsafe",
            fmt::format("make the topics: {} is there already, and something could be lost by its "
                        "settings: {}; change them with Kafka's tools, see `motcua log check`, and "
                        "try again",
                        wished.topic, fmt::join(dangers, "; ")));
    }
    return true;
}

} // namespace

std::optional<fs::path> log_place::folder() const {
    fs::path path{where};
    if (is_kafka()) {
        return std::nullopt;
    }
    if (fs::is_directory(path)) {
        return path;
    }
    return path.filename() == "log.db" ? std::optional{path.parent_path()} : std::nullopt;
}

events::kafka_log_options log_place::kafka() const {
    auto options = events::kafka_log_at(where);
    if (!properties.empty()) {
        options.cluster.properties = events::read_kafka_properties(properties);
    }
    options.allow_unsafe = allow_unsafe;
    return options;
}

std::string refusals_topic_of(const std::string& events_topic) {
    const std::string middle = ".events.";
    auto out = events_topic;
    if (const auto at = out.find(middle); at != std::string::npos) {
        return out.replace(at, middle.size(), ".refusals.");
    }
    return out + ".refusals";
}

std::vector<std::string> make_topics(const log_place& at, std::uint32_t partitions,
                                     std::uint32_t copies) {
    auto options = at.kafka();
    options.partitions = partitions;
    const auto events_topic = options.topic;
    const auto keys = events::keys_topic_of(events_topic);
    const auto refusals = refusals_topic_of(events_topic);
    std::vector<events::kafka_log_options> missing;
    for (const auto& topic :
         {keys, refusals, events_topic}) { // events last: with it the log is one
        options.topic = topic;
        options.partitions = topic == keys ? 1 : partitions;
        if (!is_there(options, copies,
                      topic == keys ? events::check_kafka_vault : events::check_kafka_log)) {
            missing.push_back(options);
        }
    }
    options.topic = events_topic;
    const auto recorded = events::recorded_partitions(options);
    if (recorded && *recorded != partitions) { // before anything is made
        throw events::other_partitions_fault(events_topic, partitions, *recorded);
    }
    if (missing.empty() && recorded) {
        throw events::log_fault("kafka-topic-exists",
                                fmt::format("make the topics {}, {} and {}: all are there already; "
                                            "look at them with `motcua log check`, and use them as "
                                            "they are or name another",
                                            keys, refusals, events_topic));
    }
    std::vector<std::string> made;
    for (const auto& one : missing) {
        if (one.topic == keys) {
            events::create_kafka_vault(one, copies);
        } else {
            events::create_kafka_log(one, copies);
        }
        made.push_back(one.topic);
    }
    if (!recorded) {
        events::record_partitions(options, partitions);
    }
    return made;
}

std::vector<std::string> dangers_of_topics(const log_place& at) {
    auto options = at.kafka();
    const auto events_topic = options.topic;
    auto found = events::check_kafka_log(options);
    const auto recorded = events::recorded_partitions(options);
    if (const auto there = events::describe_kafka_topic(options.cluster, events_topic);
        recorded && there && there->partitions != *recorded) {
        found.emplace_back(
            events::other_partitions_fault(events_topic, there->partitions, *recorded).what());
    }
    options.topic = refusals_topic_of(events_topic);
    for (auto& one : events::check_kafka_log(options)) {
        found.push_back(std::move(one));
    }
    options.topic = events::keys_topic_of(events_topic);
    for (auto& one : events::check_kafka_vault(options)) {
        found.push_back(std::move(one));
    }
    for (auto& one : events::check_kafka_groups(options.cluster)) {
        found.push_back(std::move(one));
    }
    return found;
}

std::unique_ptr<events::log> open_to_read(const log_place& at) {
    if (!at.is_kafka()) {
        return events::open_sqlite_log_read_only(file_of(at));
    }
    auto options = at.kafka();
    options.read_only = true;
    return events::open_kafka_log(options);
}

std::unique_ptr<events::log> open_to_copy(const log_place& at) {
    return at.is_kafka() ? events::open_kafka_log_to_copy(at.kafka()) : open_to_read(at);
}

std::uint32_t partitions_made_with(const log_place& at, const events::log& opened) {
    return at.is_kafka() ? events::recorded_partitions(at.kafka()).value_or(opened.partitions())
                         : opened.partitions();
}

std::unique_ptr<events::log> open_to_write(const log_place& at, std::uint32_t partitions) {
    if (at.is_kafka()) {
        return events::open_kafka_log(at.kafka());
    }
    events::sqlite_log_options how;
    how.path = file_of(at);
    how.partitions = fs::exists(how.path) ? 0 : partitions;
    return events::open_sqlite_log(std::move(how));
}

} // namespace connectors
