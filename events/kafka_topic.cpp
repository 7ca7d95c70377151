#include "events/kafka_topic.hpp"

#include "events/kafka_record_size.hpp"
#include "events/kafka_vault.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <span>
#include <utility>

namespace events {
namespace {

constexpr std::string_view scheme = "kafka://";

kafka_topic topic_of(const kafka_log_options& options) {
    auto topic = describe_kafka_topic(options.cluster, options.topic);
    if (!topic) {
        throw log_fault("kafka-topic-missing",
                        fmt::format("open the topic {} at {}: there is none; make it with `motcua "
                                    "log init`, or check the name",
                                    options.topic, options.cluster.brokers));
    }
    return *std::move(topic);
}

std::string setting(const kafka_topic& topic, const std::string& name) {
    const auto found = topic.settings.find(name);
    return found == topic.settings.end() ? "" : found->second;
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r");
    const auto end = text.find_last_not_of(" \t\r");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

/// What a safe topic is set to, with what happens otherwise.
struct demand {
    const char* name;
    const char* value;
    const char* otherwise;
};
constexpr demand demands[]{
    {"cleanup.policy", "delete", "a compacted topic forgets all but the last event of an office"},
    {"retention.ms", "-1", "events are deleted when they get old"},
    {"retention.bytes", "-1", "events are deleted when there are many"},
    {"unclean.leader.election.enable", "false",
     "a broker that missed events may become the one that everybody follows"},
};

/// The same of the topic of keys.
constexpr demand demands_on_keys[]{
    {"cleanup.policy", "compact", "keys of persons are deleted when they get old"},
    {"unclean.leader.election.enable", "false",
     "a broker that missed keys may become the one that everybody follows"},
};

void add_wrong_settings(std::vector<std::string>& found, const kafka_topic& topic,
                        std::span<const demand> all) {
    for (const auto& one : all) {
        if (const auto value = setting(topic, one.name); value != one.value) {
            found.push_back(fmt::format("{}: {} is {}, and must be {}: {}", topic.name, one.name,
                                        value.empty() ? "not told" : value, one.value,
                                        one.otherwise));
        }
    }
}

void add_wrong_copies(std::vector<std::string>& found, const kafka_topic& topic) {
    if (topic.replication < 3) {
        found.push_back(fmt::format("{}: each record lies on {} broker(s), and must on 3: with "
                                    "the disk of one, records are gone or cannot be added",
                                    topic.name, topic.replication));
    }
    const auto in_sync = std::atoi(setting(topic, "min.insync.replicas").c_str());
    if (in_sync < 2) {
        found.push_back(fmt::format("{}: min.insync.replicas is {}, and must be 2: a record is "
                                    "confirmed while a single broker has it",
                                    topic.name, in_sync));
    } else if (topic.replication >= 3 && std::cmp_greater_equal(in_sync, topic.replication)) {
        found.push_back(fmt::format("{}: min.insync.replicas is {} of {} copies: one missing "
                                    "broker stops all work",
                                    topic.name, in_sync, topic.replication));
    }
}

/// Not how something is lost, but how some steps can never be taken.
void add_too_narrow(std::vector<std::string>& found, const kafka_topic& topic) {
    const auto told = setting(topic, "max.message.bytes");
    if (!told.empty() && std::atoll(told.c_str()) < record_bytes_min) {
        found.push_back(fmt::format("{}: max.message.bytes is {}, and must be {} at least: larger "
                                    "records are never taken, whoever asks again",
                                    topic.name, told, record_bytes_min));
    }
}

std::vector<std::string> dangers_of(const kafka_topic& topic) {
    std::vector<std::string> found;
    add_wrong_settings(found, topic, demands);
    add_too_narrow(found, topic);
    add_wrong_copies(found, topic);
    return found;
}

std::vector<std::string> dangers_of_keys(const kafka_topic& topic) {
    std::vector<std::string> found;
    add_wrong_settings(found, topic, demands_on_keys);
    add_too_narrow(found, topic);
    const auto lag = std::atoll(setting(topic, "max.compaction.lag.ms").c_str());
    if (lag <= 0 || lag > keys_compaction_lag_ms) {
        found.push_back(fmt::format("{}: max.compaction.lag.ms is {}, and must be {} at most: the "
                                    "key of an erased person may stay on the brokers",
                                    topic.name, setting(topic, "max.compaction.lag.ms"),
                                    keys_compaction_lag_ms));
    }
    if (topic.partitions != 1) {
        found.push_back(fmt::format("{}: it has {} partitions, and must have one: what was made "
                                    "and what was destroyed need one order",
                                    topic.name, topic.partitions));
    }
    add_wrong_copies(found, topic);
    return found;
}

/// Nobody loses anything by reading: what is in danger must be copied while it is there.
void refuse_unsafe(const kafka_log_options& options, const std::vector<std::string>& dangers) {
    if (dangers.empty() || options.allow_unsafe || options.read_only) {
        return;
    }
    throw log_fault("kafka-topic-unsafe",
                    fmt::format("open the topic {}: it could lose events: {}; change these "
                                "settings with Kafka's tools, and see `motcua log check`",
                                options.topic, fmt::join(dangers, "; ")));
}

} // namespace

log_fault lost_records_fault(const std::string& topic, partition_id partition, offset begin) {
    return {"kafka-records-lost",
            fmt::format("look at the topic {}: partition {} begins at {} instead of 0, so events "
                        "have been deleted; look at its retention, and restore them from a backup "
                        "into a new topic",
                        topic, partition.value, begin)};
}

log_fault damaged_records_fault(const std::string& topic, partition_id partition, offset at,
                                const std::string& problem) {
    return {"log-damaged",
            fmt::format("read partition {} of {} at {}: the broker has other bytes there than were "
                        "written ({}); look at its disk, let a broker lead whose copy is whole, "
                        "and start again",
                        partition.value, topic, at, problem)};
}

bool is_kafka_url(const std::string& text) { return text.starts_with(scheme); }

kafka_log_options kafka_log_at(const std::string& url) {
    kafka_log_options options;
    std::string rest = is_kafka_url(url) ? url.substr(scheme.size()) : "";
    if (const auto slash = rest.find('/'); slash != std::string::npos) {
        options.topic = rest.substr(slash + 1);
        rest.resize(slash);
    }
    const bool topic_is_legal = !options.topic.empty() && options.topic.size() <= 249 &&
                                std::all_of(options.topic.begin(), options.topic.end(), [](char c) {
                                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                           (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                                           c == '-';
                                });
    if (rest.empty() || rest.find(':') == std::string::npos || !topic_is_legal) {
        throw log_fault("kafka-address",
                        fmt::format("read the address {}: it must be like "
                                    "kafka://host:9092,other:9092 or kafka://host:9092/topic",
                                    url));
    }
    options.cluster.brokers = rest;
    return options;
}

kafka_properties read_kafka_properties(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) {
        throw log_fault("kafka-property",
                        fmt::format("read Kafka's properties from {}: it cannot be opened; check "
                                    "the path and who may read it",
                                    file.string()));
    }
    kafka_properties out;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (const auto begin = line.find_first_not_of(" \t\r");
            begin == std::string::npos || line[begin] == '#') {
            continue;
        }
        const auto equals = line.find('=');
        if (equals == std::string::npos) {
            throw log_fault("kafka-property",
                            fmt::format("read Kafka's properties from {}: line {} is not "
                                        "name=value",
                                        file.string(), number));
        }
        out[trimmed(line.substr(0, equals))] = trimmed(line.substr(equals + 1));
    }
    if (in.bad()) { // a folder, for one, opens and cannot be read
        throw log_fault("kafka-property",
                        fmt::format("read Kafka's properties from {}: it cannot be read; check "
                                    "that it is a file",
                                    file.string()));
    }
    return out;
}

void create_kafka_log(const kafka_log_options& options, std::uint32_t copies) {
    kafka_topic wished{.name = options.topic,
                       .partitions = options.partitions,
                       .replication = copies,
                       .settings = {}};
    for (const auto& one : demands) {
        wished.settings[one.name] = one.value;
    }
    wished.settings["min.insync.replicas"] = copies >= 3 ? "2" : "1";
    create_kafka_topic(options.cluster, wished);
}

std::vector<std::string> check_kafka_log(const kafka_log_options& options) {
    return dangers_of(topic_of(options));
}

std::uint32_t require_safe_topic(const kafka_log_options& options) {
    const auto topic = topic_of(options);
    if (options.partitions != 0 && options.partitions != topic.partitions) {
        throw log_fault("kafka-partitions",
                        fmt::format("open the topic {}: it has {} partitions and {} were asked "
                                    "for; the number is fixed when a log is made",
                                    options.topic, topic.partitions, options.partitions));
    }
    refuse_unsafe(options, dangers_of(topic));
    return topic.partitions;
}

void create_kafka_vault(const kafka_log_options& options, std::uint32_t copies) {
    kafka_topic wished{
        .name = options.topic, .partitions = 1, .replication = copies, .settings = {}};
    for (const auto& one : demands_on_keys) {
        wished.settings[one.name] = one.value;
    }
    const auto lag = std::to_string(keys_compaction_lag_ms);
    wished.settings["max.compaction.lag.ms"] = lag;
    wished.settings["delete.retention.ms"] = lag;
    wished.settings["min.insync.replicas"] = copies >= 3 ? "2" : "1";
    create_kafka_topic(options.cluster, wished);
}

std::string keys_topic_of(const std::string& events_topic) {
    for (const std::string_view middle : {".case.events.", ".events."}) {
        if (const auto at = events_topic.find(middle); at != std::string::npos) {
            return std::string{events_topic}.replace(at, middle.size(), ".keys.");
        }
    }
    return events_topic + ".keys";
}

std::vector<std::string> check_kafka_vault(const kafka_log_options& options) {
    return dangers_of_keys(topic_of(options));
}

void require_safe_keys(const kafka_log_options& options) {
    refuse_unsafe(options, dangers_of_keys(topic_of(options)));
}

} // namespace events
