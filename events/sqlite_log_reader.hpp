#pragma once

#include "events/log.hpp"
#include "events/sqlite.hpp"

#include <mutex>

namespace events {

/// Reads a log's file from any number of threads, each on a connection of its own for as long as it
/// reads. Checks every row's place and checksum. Throws log_fault and corruption.
class sqlite_log_reader {
public:
    sqlite_log_reader(std::filesystem::path path, sqlite_open how, std::uint32_t partitions);
    ~sqlite_log_reader();

    /// As log::read, but only below `end`, whose records must all be there.
    offset read(partition_id partition, offset from, offset end,
                const std::function<bool(const stored_record&)>& visit);
    [[nodiscard]] offset end(partition_id partition);

private:
    struct connection;
    class borrowed;
    bool read_chunk(connection& on, partition_id partition, offset& at, offset end,
                    const std::function<bool(const stored_record&)>& visit);

    std::filesystem::path path_;
    sqlite_open how_;
    std::uint32_t partitions_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<connection>> idle_;
};

} // namespace events
