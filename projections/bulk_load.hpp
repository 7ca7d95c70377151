#pragma once

#include "projections/positions.hpp"
#include "projections/rocks.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace projections {

struct bulk_load_options {
    std::size_t threads = 2;
    std::size_t case_cache_bytes = 96U << 20U; ///< for all threads together
    /// Told now and then, on any of the threads, how many records have been folded of how many.
    std::function<void(std::uint64_t passed, std::uint64_t total)> progress{};
    /// Ends the loading soon, by a fault `load-stopped`, when it becomes true.
    const std::atomic<bool>* stop = nullptr;
};

/// Folds a log from its beginning up to `end` into rows that were opened for loading and are empty.
/// When it returns they are complete, durable, and the same as if every event had been folded by
/// itself. Throws events::fault; the rows are then good for nothing.
///
/// Every thread has a lane of its own that folds some of the partitions. One that has nothing more
/// to fold reads, hashes and decodes ahead for the others, so that a log with one partition is
/// folded by two threads too.
void bulk_load(const events::log& log, const positions& end, const std::shared_ptr<rocks>& into,
               const bulk_load_options& how);

} // namespace projections
