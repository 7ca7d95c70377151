#include "tests/bench/report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace bench {
namespace {

double ratio_of(const figure& one) { return one.limit > 0 ? one.value / one.limit : 0; }

bool holds(const figure& one, const target& wanted) {
    const double is = wanted.of_ratio ? ratio_of(one) : one.value;
    return wanted.which == target::side::at_least ? is >= wanted.value : is <= wanted.value;
}

std::string number(double value) {
    return value >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

std::string text_of(const target& wanted) {
    return fmt::format("{} {}{}", wanted.which == target::side::at_least ? "≥" : "≤",
                       number(wanted.value), wanted.of_ratio ? " x" : "");
}

std::string text_of(const std::vector<target>& all) {
    std::string out;
    for (const auto& one : all) {
        out += (out.empty() ? "" : ", ") + text_of(one);
    }
    return out;
}

/// fmt counts the columns of UTF-8 text right; only the ends of lines are trimmed here.
void print_line(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    std::puts(line.c_str());
    std::fflush(stdout);
}

} // namespace

report::report(int count, char** arguments)
    : words_(arguments, arguments + count), json_(has("--json")) {
    if (const auto at = std::find(words_.begin(), words_.end(), "--seconds");
        at != words_.end() && std::next(at) != words_.end()) {
        seconds_ = std::atof(std::next(at)->data());
    }
}

bool report::has(std::string_view word) const {
    return std::find(words_.begin(), words_.end(), word) != words_.end();
}

void report::add(const figure& one) {
    const bool good = std::all_of(one.targets.begin(), one.targets.end(),
                                  [&](const target& wanted) { return holds(one, wanted); });
    missed_ = missed_ || !good;
    if (json_) {
        nlohmann::ordered_json out{{"figure", one.name}, {"value", one.value}, {"unit", one.unit}};
        if (one.limit > 0) {
            out["limit"] = one.limit;
            out["limit_name"] = one.limit_name;
            out["ratio"] = ratio_of(one);
        }
        for (const auto& wanted : one.targets) {
            out["targets"].push_back(text_of(wanted));
        }
        if (!one.targets.empty()) {
            out["holds"] = good;
        }
        if (!one.remark.empty()) {
            out["remark"] = one.remark;
        }
        print_line(out.dump());
        return;
    }
    const std::string limit =
        one.limit > 0 ? fmt::format("{} {}", number(one.limit), one.limit_name) : "";
    print_line(fmt::format(
        "{:<40} {:>9} {:<8} {:>6} of {:<32} {:<18} {:<5} {}", one.name, number(one.value), one.unit,
        one.limit > 0 ? fmt::format("{:.3f}", ratio_of(one)) : "-", limit, text_of(one.targets),
        one.targets.empty() ? ""
        : good              ? "holds"
                            : "NOT",
        one.remark));
}

} // namespace bench
