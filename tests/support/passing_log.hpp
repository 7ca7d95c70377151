#pragma once

#include "events/log.hpp"

#include <utility>

namespace testing_support {

/// A log that hands everything on to another: tests say in what theirs differs.
class passing_log : public events::log {
public:
    explicit passing_log(events::log& below) : below_(below) {}

    [[nodiscard]] std::uint32_t partitions() const override { return below_.partitions(); }
    void append(events::partition_id partition, std::vector<events::log_record> batch,
                events::append_done done) override {
        below_.append(partition, std::move(batch), std::move(done));
    }
    [[nodiscard]] events::offset end(events::partition_id partition) const override {
        return below_.end(partition);
    }
    void ask_end(events::partition_id partition, events::end_told told) const override {
        below_.ask_end(partition, std::move(told));
    }
    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        return below_.read(partition, from, count_max, visit);
    }
    void follow(std::function<void(events::partition_id)> grown) override {
        below_.follow(std::move(grown));
    }

private:
    events::log& below_;
};

} // namespace testing_support
