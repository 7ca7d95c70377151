#include "events/free_space.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace events {

std::uint64_t free_bytes_at(const std::filesystem::path& path) {
    struct statvfs state{};
    if (statvfs(path.c_str(), &state) != 0) {
        throw fault("disk-space", fmt::format("ask for the free space at {}: {}", path.string(),
                                              std::strerror(errno)));
    }
    return std::uint64_t{state.f_bavail} * state.f_frsize;
}

space_guard::space_guard(std::function<std::uint64_t()> free_bytes, std::uint64_t free_bytes_min,
                         std::chrono::milliseconds interval)
    : free_bytes_(std::move(free_bytes)), free_bytes_min_(free_bytes_min), interval_(interval) {}

bool space_guard::has_room_for(std::uint64_t bytes) {
    // A record is written twice, to the WAL and to the database, before the WAL is used again.
    const std::uint64_t needed = free_bytes_min_ + 2 * bytes;
    const auto now = std::chrono::steady_clock::now();
    if (now >= ask_at_ || (!said_no_ && free_ < needed)) {
        free_ = free_bytes_();
        ask_at_ = now + interval_;
    }
    said_no_ = free_ < needed;
    if (!said_no_) {
        free_ -= 2 * bytes;
    }
    return !said_no_;
}

std::string space_guard::problem() const {
    constexpr double mib = 1U << 20U;
    return fmt::format("{:.1f} MiB are free, {:.1f} MiB are kept in reserve; free space",
                       static_cast<double>(free_) / mib,
                       static_cast<double>(free_bytes_min_) / mib);
}

} // namespace events
