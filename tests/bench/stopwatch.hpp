#pragma once

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace bench {

/// Wall time, and the processor time of this process, since it was made.
class stopwatch {
public:
    stopwatch();
    [[nodiscard]] double seconds() const;
    [[nodiscard]] double processor_seconds() const;

private:
    std::chrono::steady_clock::time_point began_;
    double processor_;
};

/// The most memory that this process has ever had resident.
[[nodiscard]] double peak_resident_megabytes();
[[nodiscard]] double resident_megabytes();

/// One line of the report.
template <class... Args> void say(fmt::format_string<Args...> text, Args&&... args) {
    fmt::print("{}\n", fmt::format(text, std::forward<Args>(args)...));
    std::fflush(stdout);
}

/// `what: n/s, µs of processor time each`, from the time that the stopwatch has run.
void rate(std::string_view what, std::uint64_t count, const stopwatch& time);

} // namespace bench
