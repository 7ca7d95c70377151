#include "events/sqlite_log.hpp"

#include "events/files.hpp"
#include "events/log_follower.hpp"
#include "events/sqlite_log_file.hpp"
#include "events/sqlite_log_reader.hpp"
#include "events/sqlite_log_writer.hpp"
#include "events/writer_lock.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace events {
namespace {

/// What a process that was killed, or whose sync failed, left in the WAL may be in the page cache
/// only. Moving all of it into the database file writes and syncs it anew.
void settle_wal(sqlite_database& database) {
    const auto state = database.checkpoint(sqlite_checkpoint::truncate);
    if (state.blocked) {
        throw log_fault(
            "log-busy",
            fmt::format("open {}: another program reads it in one long transaction; end "
                        "that program, then start again",
                        database.path().string()));
    }
}

void require_no_hole(const sqlite_database& database, std::uint32_t partitions) {
    for (std::uint32_t p = 0; p < partitions; ++p) {
        if (const auto hole = first_hole(database, {p})) {
            throw corruption("log-damaged", damage_text(database.path(), {p}, *hole, "is missing"));
        }
    }
}

sqlite_database open_for_writing(const sqlite_log_options& options) {
    sqlite_database database(options.path, sqlite_open::create);
    prepare_log_file(database, options.partitions);
    sync_folder(std::filesystem::absolute(options.path).parent_path());
    database.execute("PRAGMA secure_delete = OFF"); // nothing is ever deleted
    database.execute("PRAGMA cache_size = -16384");
    settle_wal(database);
    require_no_hole(database, partitions_of_log_file(database));
    database.execute(options.sync == sqlite_log_options::syncing::full
                         ? "PRAGMA synchronous = FULL"
                         : "PRAGMA synchronous = OFF");
    return database;
}

class sqlite_log : public log {
public:
    sqlite_log(std::unique_ptr<writer_lock> lock, sqlite_database database,
               const sqlite_log_options& options)
        : lock_(std::move(lock)), database_(std::move(database)),
          partitions_(partitions_of_log_file(database_)),
          reader_(options.path, sqlite_open::read_only, partitions_),
          writer_(database_, partitions_, options,
                  [this](partition_id partition) { follower_.tell(partition); }) {}

    [[nodiscard]] std::uint32_t partitions() const override { return partitions_; }

    void append(partition_id partition, std::vector<log_record> batch, append_done done) override {
        writer_.append(partition, std::move(batch), std::move(done));
    }

    [[nodiscard]] offset end(partition_id partition) const override {
        return writer_.end(partition);
    }

    void ask_end(partition_id partition, end_told told) const override {
        told(end(partition)); // nobody else writes
    }

    offset read(partition_id partition, offset from, std::size_t count_max,
                const std::function<bool(const stored_record&)>& visit) const override {
        const offset left = std::max(end(partition), from) - from;
        return reader_.read(partition, from, from + std::min<offset>(count_max, left), visit);
    }

    void follow(std::function<void(partition_id)> grown) override {
        follower_.set(std::move(grown));
    }

private:
    // Gone in this order, from below: the writer's thread, whose answers may read; the readers; the
    // writing connection, which as the last one puts the WAL away; the right to write.
    std::unique_ptr<writer_lock> lock_;
    sqlite_database database_;
    std::uint32_t partitions_;
    log_follower follower_;
    mutable sqlite_log_reader reader_;
    sqlite_log_writer writer_;
};

} // namespace

std::unique_ptr<log> open_sqlite_log(sqlite_log_options options) {
    return opening_log(options.path, [&] {
        auto lock = std::make_unique<writer_lock>(options.path, options.holder);
        return std::make_unique<sqlite_log>(std::move(lock), open_for_writing(options), options);
    });
}

} // namespace events
