#pragma once

#include "events/free_space.hpp"
#include "events/sqlite.hpp"
#include "events/sqlite_log.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace events {

/// The one thread that writes the log's file: it commits all waiting appends of all partitions
/// together, so that many of them share one sync, and answers each after its commit returned.
class sqlite_log_writer {
public:
    /// `grown` is called after the answers of a commit, once for each partition that it reached.
    /// The database must outlive the writer, and serves nobody else.
    sqlite_log_writer(sqlite_database& database, std::uint32_t partitions,
                      const sqlite_log_options& options, std::function<void(partition_id)> grown);
    /// Commits and answers everything handed over before.
    ~sqlite_log_writer();

    void append(partition_id partition, std::vector<log_record> batch, append_done done);
    [[nodiscard]] offset end(partition_id partition) const;

private:
    struct pending {
        partition_id partition;
        std::vector<log_record> batch;
        append_done done;
        std::uint64_t bytes = 0;
        offset first = 0;
    };
    using group = std::vector<pending>;
    enum class outcome { committed, rolled_back, unknown };

    void run();
    [[nodiscard]] group take();
    void handle(group& appends);
    [[nodiscard]] outcome commit(group& appends, std::string& problem);
    void require_room(const group& appends);
    void insert(group& appends);
    void publish();
    static void answer(group& appends, append_status status, const std::string& problem);
    void tell_growth(const group& appends);
    void checkpoint_when_due();
    void stop(const std::string& problem);

    sqlite_database& database_;
    std::vector<sqlite_statement> inserts_; ///< by partition
    std::vector<offset> next_;              ///< by partition; the writer thread's own
    std::vector<std::atomic<offset>> ends_; ///< by partition; what is durable
    space_guard space_;
    std::function<void(const std::string&)> on_failed_sync_;
    std::function<void(partition_id)> grown_;
    int wal_pages_ = 0;        ///< after the last commit
    int checkpoint_pages_ = 0; ///< move the WAL into the database when it has as many
    std::string stopped_;      ///< why nothing is written any more; empty while all is well

    std::mutex mutex_;
    std::condition_variable work_;
    std::deque<pending> waiting_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace events
