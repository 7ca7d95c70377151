#include "events/kafka_partition_count.hpp"

#include "events/kafka_topic.hpp"
#include "events/kafka_topic_look.hpp"
#include "events/kafka_vault.hpp"

#include <fmt/format.h>

#include <charconv>

namespace events {
namespace {

using clock = std::chrono::steady_clock;

constexpr partition_id only_partition{0};
constexpr std::chrono::seconds asking_patience{30};
constexpr std::chrono::milliseconds arriving{200};

std::string record_key(const kafka_log_options& options) { return "partitions/" + options.topic; }

std::optional<std::uint32_t> number_in(std::string_view text) {
    std::uint32_t out = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out);
    return error == std::errc{} && stop == end && out > 0 ? std::optional{out} : std::nullopt;
}

/// Reads the topic until the record comes. `log init` writes it before all keys, so that it is
/// found at once; in an older topic it lies where the first node that looked for it put it.
std::optional<std::uint32_t> find_in(kafka_consumer& keys, const std::string& topic, offset end,
                                     std::string_view key) {
    auto give_up = clock::now() + asking_patience;
    for (offset passed = 0; passed < end;) {
        const auto arrival = keys.next(arriving);
        if (arrival && arrival->is != kafka_arrival::what::problem) {
            give_up = clock::now() + asking_patience;
            if (arrival->is == kafka_arrival::what::damaged) {
                throw damaged_records_fault(topic, only_partition, arrival->at, arrival->problem);
            }
            if (arrival->is == kafka_arrival::what::out_of_range) {
                break; // compaction went on meanwhile, and it would have left the record
            }
            if (arrival->is == kafka_arrival::what::record && arrival->key == key) {
                if (const auto found = number_in(arrival->value)) {
                    return found;
                }
            }
            passed = arrival->is == kafka_arrival::what::end ? arrival->at : arrival->at + 1;
        } else if (clock::now() > give_up) {
            throw keys.client().fault_of(fmt::format("read the topic {}", topic));
        }
    }
    return std::nullopt;
}

struct found_record {
    bool has_keys = false; ///< there is a topic of keys
    std::optional<std::uint32_t> partitions{};
};

found_record look_for_record(const kafka_log_options& options) {
    const auto topic = keys_topic_of(options.topic);
    kafka_consumer keys{options.cluster, topic};
    const auto there =
        partitions_of_topic(keys.client(), topic, std::chrono::milliseconds{asking_patience});
    if (there && *there == 0) {
        return {};
    }
    const auto marks = keys.client().ask(topic, only_partition, asking_patience);
    if (!marks) {
        throw keys.client().fault_of(fmt::format("ask for the end of {}", topic));
    }
    keys.start(only_partition, marks->low);
    const auto found = find_in(keys, topic, marks->high, record_key(options));
    keys.stop(only_partition);
    return {true, found};
}

} // namespace

std::optional<std::uint32_t> recorded_partitions(const kafka_log_options& options) {
    return look_for_record(options).partitions;
}

void record_partitions(const kafka_log_options& options, std::uint32_t partitions) {
    const auto topic = keys_topic_of(options.topic);
    std::optional<kafka_receipt> told;
    kafka_producer into{options.cluster,
                        topic,
                        {.content_type = "text/plain"},
                        [&](const kafka_receipt& receipt) { told = receipt; }};
    auto problem = into.produce(
        only_partition,
        {office_code{record_key(options)}, "partitions", std::to_string(partitions)}, nullptr);
    const auto give_up = clock::now() + asking_patience;
    while (problem.empty() && !told && clock::now() < give_up) {
        into.poll(arriving);
    }
    if (told && told->how == kafka_receipt::fate::persisted) {
        return;
    }
    if (told) {
        problem = told->problem;
    }
    if (problem.empty()) {
        throw into.client().fault_of(fmt::format("write the number of partitions to {}", topic));
    }
    throw log_fault("kafka-refused", fmt::format("write the number of partitions to {}: {}; look "
                                                 "at the brokers, and try again",
                                                 topic, problem));
}

log_fault other_partitions_fault(const std::string& topic, std::uint32_t now,
                                 std::uint32_t recorded) {
    return {"kafka-partitions",
            fmt::format("open the topic {}: it has {} partitions, and was made with {}: offices "
                        "would be looked for in other partitions than their events lie in; stop "
                        "all nodes, and copy it with `motcua log copy` into a topic of {} "
                        "partitions",
                        topic, now, recorded, recorded)};
}

void require_recorded_partitions(const kafka_log_options& options, std::uint32_t partitions) {
    if (!options.partitions_are_recorded) { // brokers may forbid to ask for a topic that is none
        return;
    }
    found_record written;
    try {
        written = look_for_record(options);
        if (written.has_keys && !written.partitions && !options.read_only) {
            record_partitions(options, partitions);
        }
    } catch (const log_fault&) {
        if (!options.read_only) {
            throw;
        }
        return; // an auditor may perhaps read events, and no keys
    }
    if (written.partitions && *written.partitions != partitions) {
        throw other_partitions_fault(options.topic, partitions, *written.partitions);
    }
}

} // namespace events
