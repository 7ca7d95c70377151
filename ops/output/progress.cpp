#include "ops/output/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace ops {
namespace {

using std::chrono::steady_clock;
constexpr std::chrono::milliseconds on_a_terminal{200};
constexpr std::chrono::seconds in_a_log{5};

} // namespace

progress_line::progress_line(printer& to, std::string what)
    : to_(to), what_(std::move(what)), terminal_(::isatty(STDERR_FILENO) != 0) {}

std::string progress_line::told(std::uint64_t passed, std::uint64_t all) const {
    const auto s = std::chrono::duration<double>(steady_clock::now() - begun_).count();
    const auto rate = s > 0 ? static_cast<double>(passed) / s : 0;
    const auto left = rate > 0 && all > passed ? static_cast<double>(all - passed) / rate : 0;
    if (!terminal_) {
        return json{{"progress", what_},
                    {"done", passed},
                    {"of", all},
                    {"per_s", static_cast<std::uint64_t>(rate)},
                    {"eta_s", static_cast<std::uint64_t>(left)}}
            .dump();
    }
    constexpr std::size_t bar = 24;
    const auto full = all == 0 ? bar : std::min<std::size_t>(bar, passed * bar / all);
    std::string line;
    for (std::size_t i = 0; i < bar; ++i) {
        line += i < full ? "█" : "░";
    }
    return fmt::format("{} {} {}/{}  {:.0f}/s  {:.0f} s left", what_, line, passed, all, rate,
                       left);
}

void progress_line::tell(std::uint64_t passed, std::uint64_t all) {
    const auto now = steady_clock::now();
    if (to_.how().quiet || now - told_ < (terminal_ ? on_a_terminal : in_a_log)) {
        return;
    }
    told_ = now;
    if (terminal_) {
        std::cerr << "\r\x1b[K" << told(passed, all) << std::flush;
        shown_ = true;
    } else {
        std::cerr << told(passed, all) << std::endl;
    }
}

void progress_line::end() {
    if (shown_) {
        std::cerr << "\r\x1b[K" << std::flush;
        shown_ = false;
    }
}

} // namespace ops
