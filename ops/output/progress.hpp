#pragma once

#include "ops/output/printer.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace ops {

/// How far a long work has come, on stderr: a line that is rewritten on a terminal, a JSON line
/// every five seconds otherwise. Nothing for what is over in a moment, or when quiet.
class progress_line {
public:
    progress_line(printer& to, std::string what);
    /// Both of what was to do when the line was made.
    void tell(std::uint64_t passed, std::uint64_t all);
    void end();

private:
    [[nodiscard]] std::string told(std::uint64_t passed, std::uint64_t all) const;

    printer& to_;
    std::string what_;
    bool terminal_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point told_ = begun_;
};

} // namespace ops
