#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// Files whose content is on the disk before it is answered for. All throw fault `file`, whose text
/// names the file and the system's reason.
namespace events {

enum class file_syncing {
    now,
    later, ///< by sync_file_system(), before anybody relies on the file
};

/// Makes a new file with this content and syncs it; its name is not yet durable.
void write_new_file(const std::filesystem::path& path, std::string_view content, mode_t mode,
                    file_syncing when = file_syncing::now);

/// Empty when there is no such file.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& path);

/// Makes the names in a folder durable: those made, renamed and removed so far.
void sync_folder(const std::filesystem::path& folder);

/// Makes durable all that was written on the file system on which this folder lies.
void sync_file_system(const std::filesystem::path& folder);

/// Throws fault `file` with errno's reason.
[[noreturn]] void fail_on_file(std::string_view what, const std::filesystem::path& path);

} // namespace events
