#pragma once

#include "events/log.hpp"
#include "events/sqlite.hpp"

#include <optional>

/// The file of the embedded log: what every part of it must agree about.
///
///     log         name and value: `partitions`, and `end_<p>` as it was at the last closing
///     events_<p>  offset (the rowid), key, type, value (the event's bytes), crc32
///     events      a view over all partitions for people with the sqlite3 shell
namespace events {

/// Makes the tables of a new log, or checks that the file is a log with the wished partitions
/// (0 takes what is there). Returns the count. Throws corruption or log_fault.
std::uint32_t prepare_log_file(sqlite_database& database, std::uint32_t partitions_wished);

/// The partitions of a file that must be a log already.
[[nodiscard]] std::uint32_t partitions_of_log_file(const sqlite_database& database);

/// SQLite keeps a shared-memory file beside a log even for readers. Where that cannot be made, the
/// medium cannot be written, and a log without a WAL can be read as it is.
[[nodiscard]] sqlite_open way_to_read_log(const std::filesystem::path& path);

/// The offset after the newest record.
[[nodiscard]] offset end_of_partition(const sqlite_database& database, partition_id partition);

/// Writes down where each partition ends, so that a lost tail is noticed at the next opening.
void remember_ends(sqlite_database& database, std::uint32_t partitions);
[[nodiscard]] offset remembered_end(const sqlite_database& database, partition_id partition);

/// The lowest offset that is missing below the newest record, or below the end that was remembered.
/// Reads the whole table.
[[nodiscard]] std::optional<offset> first_hole(const sqlite_database& database,
                                               partition_id partition);

[[nodiscard]] std::string table_of(partition_id partition);

/// CRC-32 (zlib's) of `partition/offset key type`, a newline and the value: tells damage from a
/// lost race, and a row that was moved from one that was not.
[[nodiscard]] std::uint32_t checksum_of(partition_id partition, offset at, std::string_view key,
                                        std::string_view type, std::string_view value);

/// A text about one record that reads the same wherever damage is found.
[[nodiscard]] std::string damage_text(const std::filesystem::path& path, partition_id partition,
                                      offset at, std::string_view what);

/// Says a failure of SQLite while opening a log in the log's terms.
[[noreturn]] void throw_as_log_fault(const std::filesystem::path& path, const sqlite_fault& failed);

/// Runs `work`, which opens the log at `path`, and answers what it answers.
template <class Work> auto opening_log(const std::filesystem::path& path, Work&& work) {
    try {
        return work();
    } catch (const sqlite_fault& failed) {
        throw_as_log_fault(path, failed);
    }
}

} // namespace events
