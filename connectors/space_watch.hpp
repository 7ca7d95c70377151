#pragma once

#include "events/documents.hpp"
#include "events/free_space.hpp"
#include "events/vault.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace connectors {

/// The code of the fault that says no before a disk is full. Nothing was written; asking again
/// later is safe.
inline constexpr const char* disk_space_fault = "disk-space";

/// Knows how much is free in all the places where a data folder grows, which may be mounts of their
/// own: no library below us may meet a full disk (Debian's RocksDB aborts there). All functions may
/// be called from any thread.
class space_watch {
public:
    /// A folder, and what must stay free there for work that nobody can refuse any more: rows that
    /// are still in memory and must be written, and files that are being merged.
    struct place {
        std::filesystem::path folder;
        std::uint64_t reserve = 0;
    };
    /// `ask` says how much is free at a folder; empty asks the file system. `mark` is what must be
    /// free everywhere beyond the reserves.
    space_watch(std::vector<place> places, std::uint64_t mark,
                std::function<std::uint64_t(const std::filesystem::path&)> ask = {});

    /// What is free beyond the reserve, where it is least; asked anew every 100 ms.
    [[nodiscard]] std::uint64_t free_bytes();
    [[nodiscard]] bool has_room() { return free_bytes() >= mark_; }
    /// Throws events::fault `disk-space` when there is no room.
    void require_room(std::string_view tried);

private:
    const std::vector<place> places_;
    const std::uint64_t mark_;
    const std::function<std::uint64_t(const std::filesystem::path&)> ask_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point ask_at_{};
    std::uint64_t least_ = 0;
    std::filesystem::path where_; ///< it is least
};

/// The same documents, but put() asks for room first.
[[nodiscard]] std::unique_ptr<events::document_store>
with_room(std::unique_ptr<events::document_store> inner, space_watch& room);

/// The same vault, but ensure() asks for room first, and a failed sync ends the process: a vault
/// that has stopped can seal nothing more, and only a new start learns what the disk holds.
[[nodiscard]] std::unique_ptr<events::vault> with_room(std::unique_ptr<events::vault> inner,
                                                       space_watch& room);

} // namespace connectors
