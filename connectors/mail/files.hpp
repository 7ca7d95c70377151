#pragma once

#include "events/digest.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace connectors {

/// What could be read of a file, and how large it is.
struct file_bytes {
    std::string bytes;
    std::size_t size = 0;
    /// Of the whole file when only its beginning was read.
    std::optional<events::digest> whole;
};

/// Reads a regular file up to `most` bytes, and hashes what is beyond; never through a symbolic
/// link and never from a pipe or a device. Throws events::fault `mail_file`.
[[nodiscard]] file_bytes read_plain_file(const std::filesystem::path& path, std::size_t most);

/// Writes a new file and syncs it; it must not exist. Throws events::fault `mail_file`, and leaves
/// nothing of the file then.
void write_synced(const std::filesystem::path& path, std::string_view bytes);

enum class renamed { done, target_exists, source_missing };

/// Renames without ever replacing. Throws events::fault `mail_file` for other failures.
[[nodiscard]] renamed rename_without_replacing(const std::filesystem::path& from,
                                               const std::filesystem::path& to);

/// Makes the names in a folder durable. Throws events::fault `mail_file`.
void sync_folder(const std::filesystem::path& folder);

/// A path for logs and screens: clean UTF-8 on one line, other bytes as \xNN.
[[nodiscard]] std::string printable(const std::filesystem::path& path);

} // namespace connectors
