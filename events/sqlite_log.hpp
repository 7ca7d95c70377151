#pragma once

#include "events/log.hpp"

#include <chrono>
#include <filesystem>

namespace events {

/// The embedded log: one SQLite file in WAL mode, one table a partition, a row's id its offset.
struct sqlite_log_options {
    enum class syncing {
        full, ///< an append is answered after its sync
        off,  ///< loses what was answered when the power fails: the control of the crash harness
    };

    std::filesystem::path path{};
    /// Fixed when the file is made. 0 takes what the file has; any other wish must agree with it.
    std::uint32_t partitions = 0;
    syncing sync = syncing::full;
    /// What holds the log, for the text that refuses a second writer, such as `motcua serve`.
    std::string holder = "motcua";

    /// Appends are refused while less is free, and taken again by themselves afterwards.
    std::uint64_t free_bytes_min = 64U << 20U;
    std::chrono::milliseconds free_check_interval{100};
    /// How much is free where the log lies; empty asks the file system.
    std::function<std::uint64_t()> free_bytes{};

    /// Called when a sync failed, after everything in flight was answered `unknown`. Nothing is
    /// written any more; the process must end and start again. Empty prints the text and ends the
    /// process with status 75.
    std::function<void(const std::string& problem)> on_failed_sync{};
};

/// Opens the log for writing, and makes the file when it is missing. One process at a time: a
/// second one gets log_fault `log-held`, which names the holder. Throws corruption when the file is
/// foreign or has a hole, log_fault when it cannot be opened or has other partitions than wished.
[[nodiscard]] std::unique_ptr<log> open_sqlite_log(sqlite_log_options options);

/// Opens the log for reading, beside a writer or without one, also on a medium that cannot be
/// written. Appends are refused; follow() looks for growth every `poll_interval`.
[[nodiscard]] std::unique_ptr<log>
open_sqlite_log_read_only(const std::filesystem::path& path,
                          std::chrono::milliseconds poll_interval = std::chrono::milliseconds{50});

/// Reads the whole file: SQLite's own structure, every checksum, every offset. Returns what is
/// wrong (the first hundred findings), nothing when all is well. Slow: for a scrub, a restore or an
/// auditor.
[[nodiscard]] std::vector<std::string> check_sqlite_log(const std::filesystem::path& path);

} // namespace events
