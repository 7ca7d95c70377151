#include "events/log_follower.hpp"
#include "events/sqlite_log.hpp"
#include "events/sqlite_log_file.hpp"
#include "events/sqlite_log_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <thread>

namespace events {
namespace {

/// Another process's log. Its end moves by itself, so that it is asked for each time.
class read_only_log : public log {
public:
    read_only_log(const std::filesystem::path& path, sqlite_open how, std::uint32_t partitions,
                  std::chrono::milliseconds poll_interval)
        : database_(path, how), partitions_(partitions), poll_interval_(poll_interval),
          reader_(path, how, partitions) {
        for (std::uint32_t p = 0; p < partitions_; ++p) {
            remembered_.push_back(events::remembered_end(database_, {p}));
        }
    }

    ~read_only_log() override { stop_polling(); }

    [[nodiscard]] std::uint32_t partitions() const override { return partitions_; }

    void append(partition_id, std::vector<log_record>, append_done done) override {
        done(
            {append_status::refused, 0,
             fmt::format("append to {}: it was opened for reading only; append where it is written",
                         database_.path().string())});
    }

    [[nodiscard]] offset end(partition_id partition) const override {
        return reader_.end(partition);
    }

    void ask_end(partition_id partition, end_told told) const override { told(end(partition)); }

    [[nodiscard]] offset remembered_end(partition_id partition) const override {
        return remembered_.at(partition.value);
    }

    offset read(partition_id partition, offset from, std::size_t count_max,
                const std::function<bool(const stored_record&)>& visit) const override {
        const offset left = std::max(end(partition), from) - from;
        return reader_.read(partition, from, from + std::min<offset>(count_max, left), visit);
    }

    void follow(std::function<void(partition_id)> grown) override {
        const bool wanted = static_cast<bool>(grown);
        follower_.set(std::move(grown));
        if (wanted && !thread_.joinable()) {
            for (std::uint32_t p = 0; p < partitions_; ++p) {
                seen_.push_back(end({p}));
            }
            thread_ = std::thread([this] { poll(); });
        }
    }

private:
    void poll() {
        std::unique_lock lock(mutex_);
        std::int64_t version = -1; // growth between follow() and here must be found too
        while (!stopping_.wait_for(lock, poll_interval_, [&] { return closing_; })) {
            try {
                const auto now = database_.number("PRAGMA data_version");
                if (now != std::exchange(version, now)) {
                    look_for_growth();
                }
            } catch (const fault&) {
                version = -1; // a read says what is wrong; look again at the next turn
            }
        }
    }

    void look_for_growth() {
        for (std::uint32_t p = 0; p < partitions_; ++p) {
            const offset now = end({p});
            if (now != std::exchange(seen_[p], now)) {
                follower_.tell({p});
            }
        }
    }

    void stop_polling() {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        stopping_.notify_all();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    sqlite_database database_; ///< the polling thread's
    std::uint32_t partitions_;
    std::chrono::milliseconds poll_interval_;
    log_follower follower_;
    mutable sqlite_log_reader reader_;
    std::vector<offset> remembered_; ///< by partition, as it was when this was opened
    std::vector<offset> seen_;       ///< by partition; the polling thread's
    std::mutex mutex_;
    std::condition_variable stopping_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace

std::unique_ptr<log> open_sqlite_log_read_only(const std::filesystem::path& path,
                                               std::chrono::milliseconds poll_interval) {
    return opening_log(path, [&] {
        const sqlite_open how = way_to_read_log(path);
        const auto partitions = partitions_of_log_file(sqlite_database(path, how));
        return std::make_unique<read_only_log>(path, how, partitions, poll_interval);
    });
}

} // namespace events
