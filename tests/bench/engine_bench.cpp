#include "tests/bench/engine_load.hpp"
#include "tests/bench/limits.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

/// Durable steps through the engine in one process, beside what SQLite alone does on the same disk:
/// `engine_bench [--json] [--seconds N] [profile]`. With `profile` only the load of 64 clients, to
/// be looked at with perf.
namespace {

double ms(std::uint64_t ns) { return static_cast<double>(ns) / 1e6; }

std::string seen(const bench::engine_load_result& load) {
    return fmt::format("p50 {:.2f} ms, p99 {:.2f} ms; {:.1f} us of processor a step",
                       ms(load.answered.quantile_ns(0.5)), ms(load.answered.quantile_ns(0.99)),
                       load.processor_us / static_cast<double>(load.steps));
}

/// One slice of load, and at once after it the limits at the same batch, so that what else happens
/// on the machine meets both.
struct slice {
    bench::engine_load_result load;
    double bare_rate = 0;
    double sync_rate = 0;

    [[nodiscard]] double batch() const { return load.traffic.per_commit(load.traffic.records); }
    [[nodiscard]] double ratio() const { return load.steps_per_s() / bare_rate; }
};

slice measure(bench::engine_under_load& on, const std::filesystem::path& folder,
              const bench::engine_load& how) {
    slice out{.load = on.run(how)};
    const auto& through = out.load.traffic;
    const auto row_bytes =
        std::max<std::uint64_t>(through.bytes / std::max<std::uint64_t>(through.records, 1), 1);
    out.bare_rate = bench::bare_sqlite_rate(
        folder, static_cast<std::size_t>(std::lround(std::max(out.batch(), 1.0))), row_bytes,
        how.seconds / 2);
    out.sync_rate = bench::fdatasync_rate(
        folder, static_cast<std::size_t>(through.per_commit(through.bytes)) + 4096,
        how.seconds / 6);
    return out;
}

const slice& middle(std::vector<slice>& all) {
    const auto at = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), at, all.end(),
                     [](const slice& a, const slice& b) { return a.ratio() < b.ratio(); });
    return *at;
}

} // namespace

int main(int count, char** arguments) {
    bench::report report{count, arguments};
    const support::temporary_folder folder;
    bench::engine_under_load on{folder.path()};
    const double seconds = report.seconds(3);
    if (report.has("profile")) {
        const auto load = on.run({.seconds = seconds});
        report.add({.name = "steps in process, 64 clients",
                    .value = load.steps_per_s(),
                    .unit = "steps/s",
                    .remark = seen(load)});
        return 0;
    }
    double full_rate = 0;
    for (const std::size_t clients : {1U, 16U, 64U, 256U}) {
        std::vector<slice> slices;
        for (int i = 0; i < (clients == 64 ? 5 : 1); ++i) { // a disk has moods
            slices.push_back(measure(
                on, folder.path(), {.clients = clients, .seconds = seconds / 2, .warm_up_s = 0.3}));
        }
        const auto& one = middle(slices);
        const auto& through = one.load.traffic;
        std::vector<bench::target> targets;
        if (clients == 64) {
            full_rate = one.load.steps_per_s();
            targets = {{.value = 30'000}, {.value = 0.3, .of_ratio = true}};
        }
        report.add({.name = fmt::format("steps in process, {} clients", clients),
                    .value = one.load.steps_per_s(),
                    .unit = "steps/s",
                    .limit_name = fmt::format("bare SQLite, batch {:.0f}", one.batch()),
                    .limit = one.bare_rate,
                    .targets = targets,
                    .remark = fmt::format(
                        "{}; {:.0f} bytes; {:.1f} partitions a commit; {:.0f} syncs/s possible",
                        seen(one.load),
                        static_cast<double>(through.bytes) / static_cast<double>(through.records),
                        through.per_commit(through.appends), one.sync_rate)});
    }
    const auto half = on.run({.clients = 64, .seconds = seconds, .steps_per_s = full_rate / 2});
    const auto seen_after = [&](const char* name, const bench::latency_histogram& visible) {
        report.add({.name = name,
                    .value = ms(visible.quantile_ns(0.99)),
                    .unit = "ms",
                    .targets = {{.value = 50, .which = bench::target::side::at_most}},
                    .remark = fmt::format("{:.0f} steps/s; p50 {:.2f} ms, longest {:.1f} ms",
                                          half.steps_per_s(), ms(visible.quantile_ns(0.5)),
                                          ms(visible.longest_ns()))});
    };
    seen_after("step visible in its case, half load, p99", half.visible);
    seen_after("step visible in a list, half load, p99", half.listed);
    return report.result();
}
