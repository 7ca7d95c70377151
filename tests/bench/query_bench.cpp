#include "projections/queries.hpp"
#include "projections/store.hpp"
#include "tests/bench/latency_histogram.hpp"
#include "tests/bench/offices_log.hpp"
#include "tests/bench/report.hpp"

#include <fmt/format.h>

#include <chrono>
#include <random>
#include <string>

/// How long a page takes to ask for, and how much memory the projections need:
/// `query_bench [--events N] [--folder DIR]`.
namespace {

using namespace projections;

class questions {
public:
    questions(bench::report& to, const store& live, events::instant begin, events::instant end)
        : to_(to), live_(live), begin_(begin), end_(end) {}

    void ask_all() {
        const page_request first{.limit = 50, .cursor = {}};
        const std::vector<bench::target> five_ms{
            {.value = 5, .which = bench::target::side::at_most}};
        measure("overdue page of an office, now", five_ms, [&](const snapshot& view) {
            return overdue(view, office(), end_, {}, first).rows.size();
        });
        measure("overdue page of an office, at any time", five_ms, [&](const snapshot& view) {
            return overdue(view, office(), any_time(), {}, first).rows.size();
        });
        measure("due soon page of an office", {}, [&](const snapshot& view) {
            return due_soon(view, office(), any_time(), {}, first).rows.size();
        });
        measure("worklist page of an office", {}, [&](const snapshot& view) {
            return office_worklist(view, office(), holding::anyone, first).rows.size();
        });
        measure("newest cases of an office", {}, [&](const snapshot& view) {
            return list_cases(view, office(), {}, first).rows.size();
        });
        measure("statistics year of an office", {}, [&](const snapshot& view) {
            return statistics_of(view, office(), statistics_year(2018)).size();
        });
    }

private:
    [[nodiscard]] const events::office_code& office() {
        return offices_[random_() % offices_.size()];
    }
    [[nodiscard]] events::instant any_time() {
        const auto span = static_cast<std::uint64_t>((end_ - begin_).count());
        return begin_ + std::chrono::milliseconds{static_cast<std::int64_t>(random_() % span)};
    }

    /// Asks again and again, each time of the newest rows.
    template <class Ask>
    void measure(std::string name, std::vector<bench::target> targets, Ask&& ask) {
        using clock = std::chrono::steady_clock;
        bench::latency_histogram took;
        std::uint64_t rows = 0;
        const auto until = clock::now() + std::chrono::duration<double>(to_.seconds(2));
        while (clock::now() < until) {
            const auto start = clock::now();
            rows += ask(live_.view());
            took.add(static_cast<std::uint64_t>((clock::now() - start).count()));
        }
        to_.add({.name = std::move(name),
                 .value = static_cast<double>(took.quantile_ns(0.99)) / 1e6,
                 .unit = "ms p99",
                 .targets = std::move(targets),
                 .remark =
                     fmt::format("p50 {:.3f} ms, {:.0f} rows, among {} cases",
                                 static_cast<double>(took.quantile_ns(0.5)) / 1e6,
                                 static_cast<double>(rows) /
                                     static_cast<double>(std::max<std::uint64_t>(took.count(), 1)),
                                 live_.status().cases)});
    }

    bench::report& to_;
    const store& live_;
    events::instant begin_;
    events::instant end_;
    std::mt19937_64 random_{1};
    std::vector<events::office_code> offices_ = bench::offices_of_log();
};

} // namespace

int main(int count, char** arguments) {
    bench::report report{count, arguments};
    const bench::log_wish wish{count, arguments};
    const auto log = bench::open_offices_log(wish);
    const store live{{.folder = wish.folder / "projections"}, *log};
    questions{report, live, bench::first_of_log(), bench::last_of_log(*log)}.ask_all();
    report.add({.name = "memory of loading and asking",
                .value = bench::peak_resident_mebibytes(),
                .unit = "MiB",
                .targets = {{.value = 1024, .which = bench::target::side::at_most}},
                .remark = fmt::format("{} cases, {} events", live.status().cases,
                                      live.status().events_counted)});
    return report.result();
}
