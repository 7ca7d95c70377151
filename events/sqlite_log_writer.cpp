#include "events/sqlite_log_writer.hpp"

#include "events/sqlite_log_file.hpp"
#include "events/stop_process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace events {
namespace {

/// A group ends when it has this many records or bytes, so that the first of it waits milliseconds.
constexpr std::size_t group_records_max = 4096;
constexpr std::size_t group_bytes_max = 8U << 20U;

/// 8 MiB of WAL: measured, longer ones cost the unlucky append tens of milliseconds more.
constexpr int checkpoint_pages_step = 1024;
/// 128 MiB of WAL: readers have kept it from being used again, so wait for them.
constexpr int checkpoint_pages_wait = 16 * checkpoint_pages_step;
constexpr int reader_wait_ms = 500;

std::uint64_t bytes_of(const std::vector<log_record>& batch) {
    std::uint64_t bytes = 0;
    for (const auto& record : batch) {
        bytes += record.value.size() + record.type.size() + record.key.str().size() + 32;
    }
    return bytes;
}

} // namespace

sqlite_log_writer::sqlite_log_writer(sqlite_database& database, std::uint32_t partitions,
                                     const sqlite_log_options& options,
                                     std::function<void(partition_id)> grown)
    : database_(database), ends_(partitions),
      space_(
          options.free_bytes ? options.free_bytes
                             : [folder = std::filesystem::absolute(options.path)
                                             .parent_path()] { return free_bytes_at(folder); },
          options.free_bytes_min, options.free_check_interval),
      on_failed_sync_(options.on_failed_sync ? options.on_failed_sync : stop_process),
      grown_(std::move(grown)), checkpoint_pages_(checkpoint_pages_step) {
    database_.busy_timeout_ms(reader_wait_ms);
    database_.watch_wal();
    for (std::uint32_t p = 0; p < partitions; ++p) {
        inserts_.emplace_back(database_,
                              fmt::format("INSERT INTO {} (offset, key, type, value, crc32) "
                                          "VALUES (?, ?, ?, ?, ?)",
                                          table_of({p})));
        next_.push_back(end_of_partition(database_, {p}));
        ends_[p] = next_[p];
    }
    thread_ = std::thread([this] { run(); });
}

sqlite_log_writer::~sqlite_log_writer() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    work_.notify_one();
    thread_.join();
    if (stopped_.empty()) {
        try {
            remember_ends(database_, static_cast<std::uint32_t>(next_.size()));
        } catch (const sqlite_fault&) {
            // Every answer was given after its own sync; this only helps to notice later damage.
        }
    }
}

void sqlite_log_writer::append(partition_id partition, std::vector<log_record> batch,
                               append_done done) {
    if (partition.value >= next_.size()) {
        throw std::out_of_range(fmt::format("append: there is no partition {}", partition.value));
    }
    const std::uint64_t bytes = bytes_of(batch);
    bool idle = false;
    {
        const std::lock_guard lock(mutex_);
        idle = waiting_.empty();
        waiting_.push_back({partition, std::move(batch), std::move(done), bytes});
    }
    if (idle) {
        work_.notify_one();
    }
}

offset sqlite_log_writer::end(partition_id partition) const {
    return ends_.at(partition.value).load(std::memory_order_acquire);
}

void sqlite_log_writer::run() {
    while (true) {
        group appends = take();
        if (appends.empty()) {
            return;
        }
        handle(appends);
    }
}

sqlite_log_writer::group sqlite_log_writer::take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
    group taken;
    std::size_t records = 0;
    std::uint64_t bytes = 0;
    while (!waiting_.empty() && records < group_records_max && bytes < group_bytes_max) {
        records += waiting_.front().batch.size();
        bytes += waiting_.front().bytes;
        taken.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return taken;
}

void sqlite_log_writer::handle(group& appends) {
    if (!stopped_.empty()) {
        answer(appends, append_status::refused, stopped_);
        return;
    }
    std::string problem;
    switch (commit(appends, problem)) {
    case outcome::committed:
        publish();
        answer(appends, append_status::durable, {});
        tell_growth(appends);
        checkpoint_when_due();
        break;
    case outcome::rolled_back:
        answer(appends, append_status::refused, problem);
        break;
    case outcome::unknown:
        answer(appends, append_status::unknown, problem);
        stop(problem);
        break;
    }
}

sqlite_log_writer::outcome sqlite_log_writer::commit(group& appends, std::string& problem) {
    outcome reached = outcome::rolled_back;
    try {
        require_room(appends);
        sqlite_transaction transaction(database_);
        insert(appends);
        reached = outcome::unknown;
        transaction.commit();
        return outcome::committed;
    } catch (const sqlite_fault& failed) {
        problem = failed.reason();
        // A commit that met a full disk has not written its last page, and that page makes it a
        // commit. After any other failed commit the disk may hold it or not.
        if (failed.kind() == sqlite_failure::full) {
            reached = outcome::rolled_back;
        }
    } catch (const fault& failed) {
        problem = failed.what();
    }
    if (database_.in_transaction()) {
        reached = outcome::unknown; // the rollback failed too
    }
    std::copy(ends_.begin(), ends_.end(), next_.begin());
    problem = fmt::format("append to {}: {}; {}", database_.path().string(), problem,
                          reached == outcome::rolled_back
                              ? "nothing was written, ask again later"
                              : "the disk may hold it or not, so this process must end, start "
                                "again and read the log");
    return reached;
}

void sqlite_log_writer::require_room(const group& appends) {
    std::uint64_t bytes = 0;
    for (const auto& one : appends) {
        bytes += one.bytes;
    }
    if (!space_.has_room_for(bytes)) {
        throw fault("disk-space", space_.problem());
    }
}

void sqlite_log_writer::insert(group& appends) {
    for (auto& one : appends) {
        auto& next = next_[one.partition.value];
        auto& statement = inserts_[one.partition.value];
        one.first = next;
        for (const auto& record : one.batch) {
            const auto& key = record.key.str();
            const auto crc = checksum_of(one.partition, next, key, record.type, record.value);
            statement.bind(1, static_cast<std::int64_t>(next))
                .bind_text(2, key)
                .bind_text(3, record.type)
                .bind_blob(4, record.value)
                .bind(5, crc)
                .run();
            ++next;
        }
    }
}

void sqlite_log_writer::publish() {
    for (std::size_t p = 0; p < next_.size(); ++p) {
        ends_[p].store(next_[p], std::memory_order_release);
    }
}

void sqlite_log_writer::answer(group& appends, append_status status, const std::string& problem) {
    for (auto& one : appends) {
        append_result result{status, status == append_status::durable ? one.first : 0, problem};
        result.others_follow = status == append_status::durable && &one != &appends.back();
        one.done(std::move(result));
    }
}

void sqlite_log_writer::tell_growth(const group& appends) {
    std::vector<bool> told(next_.size());
    for (const auto& one : appends) {
        if (!one.batch.empty() && !told[one.partition.value]) {
            told[one.partition.value] = true;
            grown_(one.partition);
        }
    }
}

void sqlite_log_writer::checkpoint_when_due() {
    const int pages = database_.wal_pages();
    if (pages < std::exchange(wal_pages_, pages)) {
        checkpoint_pages_ = checkpoint_pages_step; // the WAL is used from its beginning again
    }
    if (pages < checkpoint_pages_) {
        return;
    }
    checkpoint_pages_ = pages + checkpoint_pages_step;
    try {
        const bool wait = pages >= checkpoint_pages_wait;
        // With all pages moved the next commit starts the WAL from its beginning, unless a reader
        // still reads in it; then it grows on, and is tried again after another step.
        database_.checkpoint(wait ? sqlite_checkpoint::restart : sqlite_checkpoint::passive);
    } catch (const sqlite_fault& failed) {
        if (failed.kind() == sqlite_failure::full) {
            return; // the WAL keeps everything, and appends are refused before long
        }
        stop(fmt::format("move the WAL into {}: {}; this process must end and start again",
                         database_.path().string(), failed.reason()));
    }
}

void sqlite_log_writer::stop(const std::string& problem) {
    stopped_ = problem;
    on_failed_sync_(problem);
}

} // namespace events
