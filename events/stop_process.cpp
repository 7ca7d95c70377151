#include "events/stop_process.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace events {

void stop_process(const std::string& problem) {
    fmt::print(stderr, "{}\n", problem);
    std::fflush(stderr);
    std::_Exit(75);
}

} // namespace events
