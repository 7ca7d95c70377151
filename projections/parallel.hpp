#pragma once

#include <cstddef>
#include <functional>

namespace projections {

/// Runs `work(0)` … `work(threads - 1)` at the same time, one of them on this thread, and waits for
/// all. Throws what the first of them threw.
void in_parallel(std::size_t threads, const std::function<void(std::size_t)>& work);

} // namespace projections
