#include "events/sqlite_log_reader.hpp"

#include "events/damaged_record.hpp"
#include "events/sqlite_log_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace events {
namespace {

/// A reading transaction keeps the WAL from being used again, so none lasts longer than this.
constexpr offset chunk_records = 1024;

bool is_damage(const sqlite_fault& failed) {
    return failed.kind() == sqlite_failure::corrupt || failed.kind() == sqlite_failure::schema;
}

} // namespace

struct sqlite_log_reader::connection {
    sqlite_database database;
    struct statements {
        std::optional<sqlite_statement> rows;
        std::optional<sqlite_statement> end;
    };
    std::vector<statements> of_partition;
};

/// One connection out of the pool, given back at the end of the scope.
class sqlite_log_reader::borrowed {
public:
    explicit borrowed(sqlite_log_reader& from) : from_(from) {
        {
            const std::lock_guard lock(from.mutex_);
            if (!from.idle_.empty()) {
                one_ = std::move(from.idle_.back());
                from.idle_.pop_back();
                return;
            }
        }
        one_ = std::make_unique<connection>(connection{sqlite_database(from.path_, from.how_), {}});
        one_->of_partition.resize(from.partitions_);
    }
    ~borrowed() {
        const std::lock_guard lock(from_.mutex_);
        from_.idle_.push_back(std::move(one_));
    }
    borrowed(const borrowed&) = delete;
    borrowed& operator=(const borrowed&) = delete;
    connection& operator*() { return *one_; }

private:
    sqlite_log_reader& from_;
    std::unique_ptr<connection> one_;
};

sqlite_log_reader::sqlite_log_reader(std::filesystem::path path, sqlite_open how,
                                     std::uint32_t partitions)
    : path_(std::move(path)), how_(how), partitions_(partitions) {}

sqlite_log_reader::~sqlite_log_reader() = default;

offset sqlite_log_reader::read(partition_id partition, offset from, offset end,
                               const std::function<bool(const stored_record&)>& visit) {
    borrowed one(*this);
    offset at = from;
    try {
        while (at < end) {
            if (!read_chunk(*one, partition, at, std::min(end, at + chunk_records), visit)) {
                break;
            }
        }
    } catch (const sqlite_fault& failed) {
        if (is_damage(failed)) {
            throw corruption("log-damaged",
                             damage_text(path_, partition, at,
                                         fmt::format("cannot be read ({})", failed.reason())));
        }
        throw log_fault("log-read", fmt::format("read partition {} from offset {}: {}; check the "
                                                "disk, then start again",
                                                partition.value, at, failed.what()));
    }
    return at;
}

bool sqlite_log_reader::read_chunk(connection& on, partition_id partition, offset& at, offset end,
                                   const std::function<bool(const stored_record&)>& visit) {
    auto& rows = on.of_partition.at(partition.value).rows;
    if (!rows) {
        rows.emplace(on.database,
                     fmt::format("SELECT offset, value, key, type, crc32 FROM {} WHERE offset >= ? "
                                 "AND offset < ? ORDER BY offset",
                                 table_of(partition)));
    }
    const sqlite_reset reset(*rows);
    rows->bind(1, static_cast<std::int64_t>(at)).bind(2, static_cast<std::int64_t>(end));
    while (at < end) {
        if (!rows->step() || static_cast<offset>(rows->column(0)) != at) {
            throw corruption("log-damaged", damage_text(path_, partition, at, "is missing"));
        }
        const std::string_view value = rows->column_bytes(1);
        if (static_cast<std::int64_t>(
                checksum_of(partition, at, rows->column_bytes(2), rows->column_bytes(3), value)) !=
            rows->column(4)) {
            throw damaged_record(damage_text(path_, partition, at, "does not have its checksum"),
                                 std::string{value});
        }
        if (!visit({at++, value})) {
            return false;
        }
    }
    return true;
}

offset sqlite_log_reader::end(partition_id partition) {
    borrowed one(*this);
    try {
        auto& statement = (*one).of_partition.at(partition.value).end;
        if (!statement) {
            statement.emplace(
                (*one).database,
                fmt::format("SELECT coalesce(max(offset) + 1, 0) FROM {}", table_of(partition)));
        }
        const sqlite_reset reset(*statement);
        return statement->step() ? static_cast<offset>(statement->column(0)) : 0;
    } catch (const sqlite_fault& failed) {
        if (is_damage(failed)) {
            throw corruption("log-damaged",
                             fmt::format("read the end of partition {} of {}: {}; stop writing, "
                                         "keep this file, and restore the log from a backup",
                                         partition.value, path_.string(), failed.reason()));
        }
        throw log_fault("log-read", fmt::format("read the end of partition {}: {}; check the disk, "
                                                "then start again",
                                                partition.value, failed.what()));
    }
}

} // namespace events
