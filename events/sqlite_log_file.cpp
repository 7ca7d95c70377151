#include "events/sqlite_log_file.hpp"

#include "events/crc32.hpp"

#include <fmt/compile.h>

#include <algorithm>
#include <system_error>

namespace events {
namespace {

constexpr std::int64_t application_id = 0x6d6f7463; // "motc"
constexpr std::int64_t format_version = 1;
/// SQLite joins at most 500 tables in a view, and people read a view of a few.
constexpr std::uint32_t partitions_in_view_max = 100;
constexpr std::uint32_t partitions_max = 4096;

void make_view(sqlite_database& database, std::uint32_t partitions) {
    std::string sql = "CREATE VIEW events AS ";
    for (std::uint32_t p = 0; p < partitions; ++p) {
        sql += fmt::format("{}SELECT {} AS partition, offset, key, type, "
                           "CAST(value AS TEXT) AS value FROM {}",
                           p == 0 ? "" : " UNION ALL ", p, table_of({p}));
    }
    database.execute(sql);
}

void make_tables(sqlite_database& database, std::uint32_t partitions) {
    if (partitions == 0 || partitions > partitions_max) {
        throw log_fault("log-partitions",
                        fmt::format("make {}: the number of partitions must be set, 1 to {}",
                                    database.path().string(), partitions_max));
    }
    database.execute("PRAGMA page_size = 8192");
    database.execute("PRAGMA auto_vacuum = NONE");
    database.execute("PRAGMA journal_mode = WAL");
    sqlite_transaction transaction(database);
    database.execute("CREATE TABLE log (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID");
    sqlite_statement(database, "INSERT INTO log VALUES ('partitions', ?)")
        .bind(1, partitions)
        .run();
    for (std::uint32_t p = 0; p < partitions; ++p) {
        database.execute(fmt::format("CREATE TABLE {} (offset INTEGER PRIMARY KEY, "
                                     "key TEXT NOT NULL, type TEXT NOT NULL, value BLOB NOT NULL, "
                                     "crc32 INTEGER NOT NULL)",
                                     table_of({p})));
    }
    if (partitions <= partitions_in_view_max) {
        make_view(database, partitions);
    }
    database.execute(fmt::format("PRAGMA application_id = {}", application_id));
    database.execute(fmt::format("PRAGMA user_version = {}", format_version));
    transaction.commit();
}

bool is_empty(const sqlite_database& database) {
    return database.number("PRAGMA application_id") == 0 &&
           database.number("SELECT count(*) FROM sqlite_schema") == 0;
}

std::string opening_text(const std::filesystem::path& path, const sqlite_fault& failed) {
    return fmt::format("open {}: {}", path.string(), failed.reason());
}

bool has_wal(const std::filesystem::path& path) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path.string() + "-wal", missing);
    return !missing && size > 0;
}

} // namespace

std::uint32_t prepare_log_file(sqlite_database& database, std::uint32_t partitions_wished) {
    if (is_empty(database)) {
        make_tables(database, partitions_wished);
    }
    const std::uint32_t partitions = partitions_of_log_file(database);
    if (partitions_wished != 0 && partitions_wished != partitions) {
        throw log_fault(
            "log-partitions",
            fmt::format("open {}: it was made with {} partitions and {} are wished; the "
                        "number cannot change, so correct the configuration",
                        database.path().string(), partitions, partitions_wished));
    }
    return partitions;
}

std::uint32_t partitions_of_log_file(const sqlite_database& database) {
    if (database.number("PRAGMA application_id") != application_id) {
        throw corruption("log-foreign",
                         fmt::format("open {}: this is no motcua log; check the path",
                                     database.path().string()));
    }
    const auto version = database.number("PRAGMA user_version");
    if (version != format_version) {
        throw log_fault("log-version",
                        fmt::format("open {}: its format is {}, this program knows {}; use the "
                                    "program that wrote it, or a newer one",
                                    database.path().string(), version, format_version));
    }
    const auto partitions = database.number("SELECT value FROM log WHERE name = 'partitions'");
    const auto tables = database.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' "
                                        "AND name GLOB 'events_[0-9]*'");
    if (partitions < 1 || partitions > partitions_max || partitions != tables) {
        throw corruption("log-damaged",
                         fmt::format("open {}: its number of partitions is not that of its tables; "
                                     "restore it from a backup",
                                     database.path().string()));
    }
    return static_cast<std::uint32_t>(partitions);
}

offset end_of_partition(const sqlite_database& database, partition_id partition) {
    return static_cast<offset>(database.number(
        fmt::format("SELECT coalesce(max(offset) + 1, 0) FROM {}", table_of(partition))));
}

sqlite_open way_to_read_log(const std::filesystem::path& path) {
    try {
        const sqlite_database database(path, sqlite_open::read_only);
        static_cast<void>(database.number("SELECT count(*) FROM sqlite_schema"));
        return sqlite_open::read_only;
    } catch (const sqlite_fault& failed) {
        if (failed.kind() == sqlite_failure::corrupt || has_wal(path) ||
            !std::filesystem::exists(path)) {
            throw;
        }
        return sqlite_open::immutable;
    }
}

void remember_ends(sqlite_database& database, std::uint32_t partitions) {
    sqlite_transaction transaction(database);
    for (std::uint32_t p = 0; p < partitions; ++p) {
        database.execute(fmt::format("INSERT OR REPLACE INTO log SELECT 'end_{}', "
                                     "coalesce(max(offset) + 1, 0) FROM {}",
                                     p, table_of({p})));
    }
    transaction.commit();
}

offset remembered_end(const sqlite_database& database, partition_id partition) {
    return static_cast<offset>(database.number(
        fmt::format("SELECT value FROM log WHERE name = 'end_{}'", partition.value)));
}

std::optional<offset> first_hole(const sqlite_database& database, partition_id partition) {
    const std::string table = table_of(partition);
    const auto end =
        std::max(end_of_partition(database, partition), remembered_end(database, partition));
    const auto count = database.number(fmt::format("SELECT count(*) FROM {}", table));
    const auto below = database.number(fmt::format("SELECT min(offset) < 0 FROM {}", table));
    if (static_cast<offset>(count) == end && below == 0) {
        return std::nullopt;
    }
    sqlite_statement rows(
        database, fmt::format("SELECT offset FROM {} WHERE offset >= 0 ORDER BY offset", table));
    offset expected = 0;
    while (rows.step() && static_cast<offset>(rows.column(0)) == expected) {
        ++expected;
    }
    return expected;
}

std::string table_of(partition_id partition) { return fmt::format("events_{}", partition.value); }

std::uint32_t checksum_of(partition_id partition, offset at, std::string_view key,
                          std::string_view type, std::string_view value) {
    fmt::memory_buffer head;
    fmt::format_to(std::back_inserter(head), FMT_COMPILE("{}/{} {} {}\n"), partition.value, at, key,
                   type);
    // Short texts are gone through byte by byte, so the value begins in the head's memory.
    const auto joined = value.substr(0, std::min(value.size(), head.capacity() - head.size()));
    head.append(joined);
    const std::string_view head_text{head.data(), head.size()};
    return crc32(crc32(0, head_text), value.substr(joined.size()));
}

std::string damage_text(const std::filesystem::path& path, partition_id partition, offset at,
                        std::string_view what) {
    return fmt::format(
        "read partition {} of {}: the record at offset {} {}; stop writing, keep this "
        "file, and restore the log from a backup",
        partition.value, path.string(), at, what);
}

void throw_as_log_fault(const std::filesystem::path& path, const sqlite_fault& failed) {
    const auto text = opening_text(path, failed);
    switch (failed.kind()) {
    case sqlite_failure::corrupt:
    case sqlite_failure::schema:
        throw corruption("log-damaged",
                         text + "; keep this file, and restore the log from a backup");
    case sqlite_failure::full:
        throw log_fault("disk-full", text + "; free space, then start again");
    case sqlite_failure::io:
    case sqlite_failure::busy:
    case sqlite_failure::constraint:
    case sqlite_failure::other:
        break;
    }
    throw log_fault("log-open", text + "; check the path, its owner and the disk");
}

} // namespace events
