#include "engine/verify.hpp"
#include "events/codec.hpp"
#include "projections/digest.hpp"
#include "projections/store.hpp"
#include "tests/bench/offices_log.hpp"
#include "tests/bench/processor_time.hpp"
#include "tests/bench/report.hpp"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>
#include <simdjson.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <random>
#include <string>

/// How fast projections are made from nothing, beside what one core does at most with the same log
/// and with as many rows: `rebuild_bench [--events N] [--folder DIR] [--load THREADS]`. With --load
/// nothing but the rebuild on so many threads, for a profiler.
namespace {

namespace fs = std::filesystem;

/// Time on the clock and of the processor since it was made.
struct both_times {
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    bench::processor_time processor{};

    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
    [[nodiscard]] double rate(std::uint64_t events) const {
        return static_cast<double>(events) / seconds();
    }
    [[nodiscard]] std::string remark(std::uint64_t events) const {
        return fmt::format("{:.2f} µs of processor each",
                           processor.us() / static_cast<double>(events));
    }
};

/// Visits every record of the log, in one thread.
template <class Visit> void scan(const events::log& log, Visit&& visit) {
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        log.read({p}, 0, log.end({p}), [&](const events::stored_record& record) {
            visit(record.value);
            return true;
        });
    }
}

/// Scans with `visit` and tells the rate, which is returned.
template <class Visit>
double measure_scan(bench::report& to, const char* name, const events::log& log,
                    std::uint64_t events, Visit&& visit) {
    const both_times time;
    scan(log, visit);
    const double out = time.rate(events);
    to.add({.name = name, .value = out, .unit = "events/s", .remark = time.remark(events)});
    return out;
}

double measure_log(bench::report& to, const events::log& log, std::uint64_t events) {
    std::uint64_t bytes = 0;
    measure_scan(to, "bare scan of the log, one core", log, events,
                 [&](std::string_view value) { bytes += value.size(); });
    simdjson::dom::parser parser;
    std::string padded;
    std::uint64_t members = 0;
    const double parsed = measure_scan(
        to, "scan and parse (simdjson), one core", log, events, [&](std::string_view value) {
            padded.assign(value);
            padded.append(simdjson::SIMDJSON_PADDING, '\0');
            members += parser.parse(padded.data(), value.size(), false).get_object().value().size();
        });
    events::fast_decoder decoder;
    measure_scan(to, "scan and decode into events, one core", log, events,
                 [&](std::string_view value) { members += decoder.decode(value).about.sequence; });
    return members + bytes > 0 ? parsed : 0;
}

/// What an auditor waits for: the one rule applied to the whole log, by a program that has nothing
/// but the log.
void measure_verify(bench::report& to, const events::log& log, std::uint64_t events,
                    double parse_rate) {
    const both_times time;
    const auto found = engine::verify(log);
    to.add({.name = "verify the log",
            .value = time.rate(events),
            .unit = "events/s",
            .limit_name = "scan and parse, one core",
            .limit = parse_rate,
            .remark = fmt::format("{}; {} count", time.remark(events), found.counting)});
}

/// As many rows as a rebuild makes, of the usual size, written by nothing but RocksDB: events/s.
double bare_rocksdb_rate(const fs::path& folder, std::uint64_t rows, std::uint64_t events) {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* base = nullptr;
    if (!rocksdb::DB::Open(options, folder.string(), &base).ok()) {
        throw std::runtime_error("open " + folder.string());
    }
    const std::unique_ptr<rocksdb::DB> kept{base};
    rocksdb::WriteOptions how;
    how.disableWAL = true;
    std::mt19937_64 random{1};
    const std::string value(90, 'x');
    const both_times time;
    for (std::uint64_t i = 0; i < rows;) {
        rocksdb::WriteBatch batch;
        for (const auto end = std::min(rows, i + 1000); i < end; ++i) {
            const std::array<std::uint64_t, 5> key{random(), random(), i, i, i};
            batch.Put({reinterpret_cast<const char*>(key.data()), sizeof key}, value);
        }
        base->Write(how, &batch);
    }
    base->Flush({});
    return time.rate(events);
}

/// Returns how many rows there are.
std::uint64_t measure_rebuild(bench::report& to, const events::log& log, const fs::path& folder,
                              std::size_t threads, double parse_rate) {
    fs::remove_all(folder);
    const auto events = projections::end_of(log).records();
    const both_times time;
    projections::store_options how;
    how.folder = folder;
    how.loading_threads = threads;
    const projections::store store{how, log};
    std::vector<bench::target> targets;
    if (threads == 2) {
        targets.push_back({.value = 200'000});
    }
    to.add({.name = fmt::format("rebuild on {} threads", threads),
            .value = time.rate(events),
            .unit = "events/s",
            .limit_name = "scan and parse, one core",
            .limit = parse_rate,
            .targets = std::move(targets),
            .remark = fmt::format("{}; {} cases; at most {:.0f} MiB resident", time.remark(events),
                                  store.status().cases, bench::peak_resident_mebibytes())});
    std::uint64_t rows = 0;
    for (const auto& table : projections::digest(store.view()).tables) {
        rows += table.rows;
    }
    return rows;
}

} // namespace

int main(int count, char** arguments) {
    bench::report report{count, arguments};
    const bench::log_wish wish{count, arguments};
    const auto log = bench::open_offices_log(wish);
    const auto events = projections::end_of(*log).records();
    const auto folder = wish.folder / "projections";
    for (int i = 1; i + 1 < count; ++i) {
        if (std::string_view{arguments[i]} == "--load") {
            measure_rebuild(report, *log, folder, std::stoul(arguments[i + 1]), 0);
            return report.result();
        }
    }
    const double parsed = measure_log(report, *log, events);
    measure_rebuild(report, *log, folder, 1, parsed);
    const auto rows = measure_rebuild(report, *log, folder, 2, parsed);
    measure_verify(report, *log, events, parsed);
    fs::remove_all(wish.folder / "bare");
    report.add({.name = "bare RocksDB, as many rows, one core",
                .value = bare_rocksdb_rate(wish.folder / "bare", rows, events),
                .unit = "events/s",
                .remark = fmt::format("{:.1f} rows an event",
                                      static_cast<double>(rows) / static_cast<double>(events))});
    fs::remove_all(wish.folder / "bare");
    return report.result();
}
