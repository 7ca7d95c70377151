#pragma once

#include <chrono>
#include <ctime>
#include <thread>

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

/// Waits until the process's own threads have nothing to do any more, a minute at most.
inline void wait_until_quiet() {
    constexpr std::chrono::milliseconds glance{200};
    constexpr double quiet_us = 4000; // of those 200 ms
    for (int i = 0; i < 300; ++i) {
        const processor_time used;
        std::this_thread::sleep_for(glance);
        if (used.us() < quiet_us) {
            return;
        }
    }
}

} // namespace bench
