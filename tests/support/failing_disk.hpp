#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace support {

/// What goes wrong on which files, until heal().
struct disk_fault {
    enum class call { write, sync };
    enum class answer { io_error, no_space };

    call at = call::sync;
    answer with = answer::io_error;
    std::string file_ends_with{}; ///< such as `-wal`
    int skip = 0;                 ///< calls that still succeed
};

struct failing_disk_state;

/// Stands between SQLite and the disk while it lives, for all files opened meanwhile: the failures
/// are real ones to SQLite. One at a time; everything opened under it must be closed before it.
class failing_disk {
public:
    failing_disk();
    ~failing_disk();
    failing_disk(const failing_disk&) = delete;
    failing_disk& operator=(const failing_disk&) = delete;

    void fail(disk_fault how);
    void heal();
    /// From now on unsynced writes to files that are opened lie in this process's memory, and a
    /// kill -9 is a power cut. `early` of them, from 0 to 1, reach the disk at once all the same.
    void hold_unsynced(double early, std::uint64_t seed);
    /// How many calls have failed, so that a test can prove that its fault happened.
    [[nodiscard]] int failures() const;

private:
    std::unique_ptr<failing_disk_state> state_;
};

} // namespace support
