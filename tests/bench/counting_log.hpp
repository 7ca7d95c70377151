#pragma once

#include "tests/support/passing_log.hpp"

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
class counting_log : public testing_support::passing_log {
public:
    using passing_log::passing_log;

    [[nodiscard]] log_traffic traffic() const { return {records_, bytes_, appends_, commits_}; }

    void append(events::partition_id partition, std::vector<events::log_record> batch,
                events::append_done done) override {
        for (const auto& record : batch) {
            bytes_ += record.value.size();
        }
        records_ += batch.size();
        ++appends_;
        passing_log::append(partition, std::move(batch),
                            [this, done = std::move(done)](events::append_result result) {
                                if (!answering_.exchange(true)) {
                                    ++commits_;
                                }
                                done(std::move(result));
                            });
    }
    void follow(std::function<void(events::partition_id)> grown) override {
        if (!grown) {
            passing_log::follow({});
            return;
        }
        passing_log::follow([this, grown = std::move(grown)](events::partition_id partition) {
            answering_ = false;
            grown(partition);
        });
    }

private:
    std::atomic<std::uint64_t> records_ = 0;
    std::atomic<std::uint64_t> bytes_ = 0;
    std::atomic<std::uint64_t> appends_ = 0;
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<bool> answering_ = false; ///< between the first answer and the news of growth
};

} // namespace bench
