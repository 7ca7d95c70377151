#pragma once

#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace bench {

/// A log of simulated offices with at least so many records; one that is there already is gone on
/// with only when it is empty. Not synced.
[[nodiscard]] std::unique_ptr<events::log> open_offices_log(const std::filesystem::path& path,
                                                            std::uint64_t records);
[[nodiscard]] std::vector<events::office_code> offices_of_log();
/// When the first case was opened, and the newest event that the log has.
[[nodiscard]] events::instant first_of_log();
[[nodiscard]] events::instant last_of_log(const events::log& log);

} // namespace bench
