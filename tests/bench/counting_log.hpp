#pragma once

#include "events/log.hpp"

#include <atomic>

namespace bench {

/// What went through a log.
struct log_traffic {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    std::uint64_t appends = 0;
    std::uint64_t commits = 0; ///< groups of appends that were answered together

    [[nodiscard]] double per_commit(std::uint64_t of) const {
        return commits == 0 ? 0 : static_cast<double>(of) / static_cast<double>(commits);
    }
    log_traffic operator-(const log_traffic& before) const {
        return {records - before.records, bytes - before.bytes, appends - before.appends,
                commits - before.commits};
    }
};

/// Counts what passes to the log below it. A commit is seen from outside: the log answers all its
/// appends, and then tells of growth.
class counting_log : public events::log {
public:
    explicit counting_log(events::log& below) : below_(below) {}

    [[nodiscard]] log_traffic traffic() const { return {records_, bytes_, appends_, commits_}; }

    [[nodiscard]] std::uint32_t partitions() const override { return below_.partitions(); }
    void append(events::partition_id partition, std::vector<events::log_record> batch,
                events::append_done done) override {
        for (const auto& record : batch) {
            bytes_ += record.value.size();
        }
        records_ += batch.size();
        ++appends_;
        below_.append(partition, std::move(batch),
                      [this, done = std::move(done)](events::append_result result) {
                          if (!answering_.exchange(true)) {
                              ++commits_;
                          }
                          done(std::move(result));
                      });
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
        if (!grown) {
            below_.follow({});
            return;
        }
        below_.follow([this, grown = std::move(grown)](events::partition_id partition) {
            answering_ = false;
            grown(partition);
        });
    }

private:
    events::log& below_;
    std::atomic<std::uint64_t> records_ = 0;
    std::atomic<std::uint64_t> bytes_ = 0;
    std::atomic<std::uint64_t> appends_ = 0;
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<bool> answering_ = false; ///< between the first answer and the news of growth
};

} // namespace bench
