#pragma once

#include <ctime>

namespace bench {

/// What the process has used of all processors since this was made: hardly moved by what else the
/// machine does, unlike the time on the clock.
class processor_time {
public:
    [[nodiscard]] double us() const { return now_us() - from_us_; }

private:
    static double now_us() {
        timespec at{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
        return static_cast<double>(at.tv_sec) * 1e6 + static_cast<double>(at.tv_nsec) / 1e3;
    }
    double from_us_ = now_us();
};

} // namespace bench
