#pragma once

#include "events/log.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace testing_support {

/// A log in memory whose offsets need not follow each other, as in a topic of Kafka in which a
/// stranger has used transactions: where one ended lies no record. One thread at a time.
class log_with_holes : public events::log {
public:
    explicit log_with_holes(std::uint32_t partitions) : parts_(partitions) {}

    void land(events::partition_id partition, std::string_view value) {
        auto& into = parts_.at(partition.value);
        into.records.emplace_back(into.end++, value);
    }
    /// The next offset is nobody's.
    void leave_hole(events::partition_id partition) { ++parts_.at(partition.value).end; }

    [[nodiscard]] std::uint32_t partitions() const override {
        return static_cast<std::uint32_t>(parts_.size());
    }
    void append(events::partition_id partition, std::vector<events::log_record> batch,
                events::append_done done) override {
        const auto first = end(partition);
        for (const auto& one : batch) {
            land(partition, one.value);
        }
        done({events::append_status::durable, first, {}});
    }
    [[nodiscard]] events::offset end(events::partition_id partition) const override {
        return parts_.at(partition.value).end;
    }
    void ask_end(events::partition_id partition, events::end_told told) const override {
        told(end(partition));
    }
    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        const auto& kept = parts_.at(partition.value);
        const auto until = from + std::min<events::offset>(kept.end - from, count_max);
        auto next = std::lower_bound(
            kept.records.begin(), kept.records.end(), from,
            [](const auto& record, events::offset sought) { return record.first < sought; });
        for (; next != kept.records.end() && next->first < until; ++next) {
            if (!visit({next->first, next->second})) {
                return next->first + 1;
            }
        }
        return until;
    }
    void follow(std::function<void(events::partition_id)> /*grown*/) override {}

private:
    struct part {
        std::vector<std::pair<events::offset, std::string>> records;
        events::offset end = 0;
    };
    std::vector<part> parts_;
};

} // namespace testing_support
