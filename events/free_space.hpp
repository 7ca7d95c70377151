#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace events {

/// Bytes that an unprivileged process may still write on the file system of `path`. Throws fault.
[[nodiscard]] std::uint64_t free_bytes_at(const std::filesystem::path& path);

/// Says no before a disk is full, so that no library meets a full one. Used by one thread.
class space_guard {
public:
    /// Asks `free_bytes` once an interval, and when what was let through since has used it up.
    space_guard(std::function<std::uint64_t()> free_bytes, std::uint64_t free_bytes_min,
                std::chrono::milliseconds interval);

    /// Whether this many bytes may be written now.
    [[nodiscard]] bool has_room_for(std::uint64_t bytes);
    /// Why has_room_for() last said no.
    [[nodiscard]] std::string problem() const;

private:
    std::function<std::uint64_t()> free_bytes_;
    std::uint64_t free_bytes_min_;
    std::chrono::milliseconds interval_;
    std::chrono::steady_clock::time_point ask_at_{};
    std::uint64_t free_ = 0; ///< as asked, less what was let through since
    bool said_no_ = false;
};

} // namespace events
