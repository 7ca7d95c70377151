#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// What the measured value must be.
struct target {
    double value = 0;
    enum class side { at_least, at_most } which = side::at_least;
    /// Of the ratio to the machine's limit, and not of the value.
    bool of_ratio = false;
};

/// One line of the table that ops/bench prints.
struct figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::string limit_name{};      ///< what the machine does at best; empty when nothing compares
    double limit = 0;              ///< in the same unit
    std::vector<target> targets{}; ///< all must hold
    std::string remark{};          ///< batch sizes, other quantiles
};

/// Prints figures as they come: as a table for people, or with `--json` as one JSON object a line.
class report {
public:
    report(int count, char** arguments);
    void add(const figure& one);
    /// 0 when all targets hold, 1 otherwise.
    [[nodiscard]] int result() const { return missed_ ? 1 : 0; }
    [[nodiscard]] bool has(std::string_view word) const;
    /// Seconds per measurement: `--seconds N`, or what is usual.
    [[nodiscard]] double seconds(double usual) const { return seconds_.value_or(usual); }

private:
    std::vector<std::string_view> words_;
    bool json_ = false;
    bool missed_ = false;
    std::optional<double> seconds_;
};

} // namespace bench
