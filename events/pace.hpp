#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace events {

/// How fast a long work goes, and how long it takes still.
struct pace {
    double per_second = 0;
    std::optional<std::chrono::duration<double>> left; ///< none while nothing gets done
};

/// `done` and `all` count what was to do when the clock started: what was done before would make
/// the rest look quick.
[[nodiscard]] inline pace pace_of(std::uint64_t done, std::uint64_t all,
                                  std::chrono::duration<double> taken) {
    pace out;
    if (taken.count() > 0) {
        out.per_second = static_cast<double>(done) / taken.count();
    }
    if (done >= all) {
        out.left.emplace(0);
    } else if (out.per_second > 0) {
        out.left.emplace(static_cast<double>(all - done) / out.per_second);
    }
    return out;
}

} // namespace events
