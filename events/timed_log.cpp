#include "events/timed_log.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace events {

void append_times::add(double seconds, std::uint64_t durable_records) {
    const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    ++in_bucket_.at(static_cast<std::size_t>(bucket));
    records_ += durable_records;
    microseconds_ += static_cast<std::uint64_t>(seconds * 1e6);
}

append_times::figures append_times::now() const {
    figures out;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        out.appends += in_bucket_.at(i);
        out.below.at(i) = out.appends;
    }
    out.appends += in_bucket_.back();
    out.records = records_;
    out.seconds = static_cast<double>(microseconds_) / 1e6;
    return out;
}

timed_log::timed_log(std::unique_ptr<log> below) : below_(std::move(below)) {}

void timed_log::append(partition_id partition, std::vector<log_record> batch, append_done done) {
    const auto handed_over = std::chrono::steady_clock::now();
    const auto records = batch.size();
    below_->append(partition, std::move(batch),
                   [this, handed_over, records, done = std::move(done)](append_result result) {
                       const std::chrono::duration<double> took =
                           std::chrono::steady_clock::now() - handed_over;
                       times_.add(took.count(),
                                  result.status == append_status::durable ? records : 0);
                       done(std::move(result));
                   });
}

} // namespace events
