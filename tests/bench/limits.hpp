#pragma once

#include <cstddef>
#include <filesystem>

/// What this machine can do at best, measured in the same run as what motcua does with it.
namespace bench {

/// Rows per second that one SQLite connection commits durably (WAL, synchronous = FULL) in
/// transactions of `batch` rows of `row_bytes`, into one table, with nothing around it.
[[nodiscard]] double bare_sqlite_rate(const std::filesystem::path& folder, std::size_t batch,
                                      std::size_t row_bytes, double seconds);

/// Syncs per second of `bytes` written one after the other into a file that has its size already.
[[nodiscard]] double fdatasync_rate(const std::filesystem::path& folder, std::size_t bytes,
                                    double seconds);

} // namespace bench
