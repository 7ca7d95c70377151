#pragma once

#include <filesystem>
#include <string>

namespace events {

/// The right to write a file, held by one process at a time through a lock file beside it. The
/// kernel gives it back when the process ends, however it ends.
class writer_lock {
public:
    /// Throws log_fault `log-held` with the holder's words when another one holds it.
    writer_lock(const std::filesystem::path& file, const std::string& holder);
    ~writer_lock();
    writer_lock(const writer_lock&) = delete;
    writer_lock& operator=(const writer_lock&) = delete;

private:
    int descriptor_ = -1;
};

} // namespace events
