#include "ops/output/progress.hpp"

#include "events/pace.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
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
    const auto pace = events::pace_of(passed, all, steady_clock::now() - begun_);
    if (!terminal_) {
        json out{{"progress", what_},
                 {"done", passed},
                 {"of", all},
                 {"per_s", static_cast<std::uint64_t>(pace.per_second)}};
        if (pace.left) {
            out["eta_s"] = static_cast<std::uint64_t>(std::ceil(pace.left->count()));
        }
        return out.dump();
    }
    constexpr std::size_t bar = 24;
    const auto full = all == 0 ? bar : std::min<std::size_t>(bar, passed * bar / all);
    std::string line;
    for (std::size_t i = 0; i < bar; ++i) {
        line += i < full ? "█" : "░";
    }
    line = fmt::format("{} {} {}/{}  {:.0f}/s", what_, line, passed, all, pace.per_second);
    return pace.left ? fmt::format("{}  {:.0f} s left", line, std::ceil(pace.left->count())) : line;
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
