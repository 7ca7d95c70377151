#include "events/sqlite_log.hpp"
#include "projections/queries.hpp"
#include "projections/store.hpp"
#include "tests/bench/latency_histogram.hpp"
#include "tests/bench/offices_log.hpp"
#include "tests/bench/stopwatch.hpp"

#include <filesystem>
#include <random>
#include <string>

/// How long a page takes to ask for: `query_bench [events] [folder]`. A folder keeps the log and
/// the projections for the next time.
namespace {

namespace fs = std::filesystem;
using namespace projections;

/// Answers the question again and again for two seconds, and says how long it took.
template <class Ask> void measure(std::string_view what, Ask&& ask) {
    bench::latency_histogram took;
    const bench::stopwatch all;
    std::uint64_t rows = 0;
    while (all.seconds() < 2) {
        const auto start = std::chrono::steady_clock::now();
        rows += ask();
        took.add(static_cast<std::uint64_t>((std::chrono::steady_clock::now() - start).count()));
    }
    const auto ms = [&](double share) {
        return static_cast<double>(took.quantile_ns(share)) / 1e6;
    };
    bench::say("{:<44} p50 {:>7.3f} ms  p99 {:>7.3f} ms  {:>5.1f} rows", what, ms(0.5), ms(0.99),
               static_cast<double>(rows) / static_cast<double>(took.count()));
}

void measure_pages(const store& live, const std::vector<events::office_code>& offices,
                   events::instant begin, events::instant end) {
    std::mt19937_64 random{1};
    const auto office = [&] { return offices[random() % offices.size()]; };
    const auto when = [&] {
        return begin + std::chrono::milliseconds{random() %
                                                 static_cast<std::uint64_t>((end - begin).count())};
    };
    const page_request first{.limit = 50, .cursor = {}};
    measure("overdue page of an office, now",
            [&] { return overdue(live.view(), office(), end, {}, first).rows.size(); });
    measure("overdue page of an office, at any time",
            [&] { return overdue(live.view(), office(), when(), {}, first).rows.size(); });
    measure("due soon page of an office",
            [&] { return due_soon(live.view(), office(), when(), {}, first).rows.size(); });
    measure("worklist page of an office", [&] {
        return office_worklist(live.view(), office(), holding::anyone, first).rows.size();
    });
    measure("newest cases of an office",
            [&] { return list_cases(live.view(), office(), {}, first).rows.size(); });
    measure("timeline of a case", [&] {
        const auto some = list_cases(live.view(), office(), {}, {.limit = 1, .cursor = {}});
        return some.rows.empty() ? 0 : timeline(live.view(), some.rows[0].id, first).rows.size();
    });
    measure("statistics year of an office",
            [&] { return statistics_of(live.view(), office(), statistics_year(2018)).size(); });
}

} // namespace

int main(int count, char** arguments) {
    const std::uint64_t events = count > 1 ? std::stoull(arguments[1]) : 1'000'000;
    const fs::path folder = count > 2 ? arguments[2] : fs::temp_directory_path() / "motcua-query";
    const auto log = bench::open_offices_log(folder / "log.db", events);
    const store live{{.folder = folder / "projections"}, *log};
    bench::say("{} cases, {} events; {:.0f} MB resident, at most {:.0f} MB", live.status().cases,
               live.status().events_counted, bench::resident_megabytes(),
               bench::peak_resident_megabytes());
    measure_pages(live, bench::offices_of_log(), bench::first_of_log(), bench::last_of_log(*log));
    bench::say("{:.0f} MB resident after the questions, at most {:.0f} MB",
               bench::resident_megabytes(), bench::peak_resident_megabytes());
    if (count <= 2) {
        fs::remove_all(folder);
    }
    return 0;
}
