#pragma once

#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace bench {

/// `--events N` (400,000 unless said) and `--folder DIR`, which keeps the log and the projections
/// for the next time; without it they lie in a temporary folder.
struct log_wish {
    std::uint64_t events = 400'000;
    std::filesystem::path folder;
    bool kept = false;

    log_wish(int count, char** arguments);
    ~log_wish();
    log_wish(const log_wish&) = delete;
    log_wish& operator=(const log_wish&) = delete;
};

/// A log of simulated offices with so many records, or what the folder has. Not synced.
[[nodiscard]] std::unique_ptr<events::log> open_offices_log(const log_wish& wish);
[[nodiscard]] std::vector<events::office_code> offices_of_log();
/// When the first case was opened, and the newest event that the log has.
[[nodiscard]] events::instant first_of_log();
[[nodiscard]] events::instant last_of_log(const events::log& log);

/// The most memory that this process has ever had resident, in 2^20 bytes.
[[nodiscard]] double peak_resident_mebibytes();

} // namespace bench
