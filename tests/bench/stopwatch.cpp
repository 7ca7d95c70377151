#include "tests/bench/stopwatch.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace bench {
namespace {

double processor_now() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

} // namespace

stopwatch::stopwatch() : began_(std::chrono::steady_clock::now()), processor_(processor_now()) {}

double stopwatch::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

double stopwatch::processor_seconds() const { return processor_now() - processor_; }

double peak_resident_megabytes() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return static_cast<double>(use.ru_maxrss) * 1024 / 1e6;
}

double resident_megabytes() {
    std::ifstream file{"/proc/self/statm"};
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

void rate(std::string_view what, std::uint64_t count, const stopwatch& time) {
    const auto number = static_cast<double>(count);
    say("{:<40} {:>10.0f} events/s  {:>6.2f} µs of processor each", what, number / time.seconds(),
        time.processor_seconds() / number * 1e6);
}

} // namespace bench
