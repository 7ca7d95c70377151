#pragma once

#include "events/kafka_client.hpp"

#include <cstdint>
#include <memory>
#include <string>

struct rd_kafka_s;

/// What others may do to a topic who have rights on it and know nothing of motcua.
namespace kafka_testing {

/// A transaction of a stranger's producer, which is open until it is ended.
class strange_transaction {
public:
    strange_transaction();
    ~strange_transaction();
    strange_transaction(const strange_transaction&) = delete;
    strange_transaction& operator=(const strange_transaction&) = delete;

    /// Returns when the record lies in the partition.
    void write(const std::string& topic, events::partition_id partition, const std::string& value);
    void commit();

private:
    rd_kafka_s* producer_ = nullptr;
    bool open_ = false;
};

void add_partitions(const std::string& topic, std::uint32_t to);
/// These settings, and the brokers' defaults for all others.
void set_topic(const std::string& topic, const events::kafka_properties& settings);
/// Deletes the records of the partition before this one.
void delete_records(const std::string& topic, events::partition_id partition,
                    events::offset before);

} // namespace kafka_testing
