#include "events/codec.hpp"
#include "projections/digest.hpp"
#include "projections/positions.hpp"
#include "projections/store.hpp"
#include "tests/bench/offices_log.hpp"
#include "tests/bench/stopwatch.hpp"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>
#include <simdjson.h>

#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <vector>

/// How fast projections are made from nothing, beside what the machine could do at most:
/// `rebuild_bench [events] [folder]`. A folder keeps the log for the next time.
namespace {

namespace fs = std::filesystem;
using bench::stopwatch;

/// Visits every record of the log, in one thread.
template <class Visit> std::uint64_t scan(const events::log& log, Visit&& visit) {
    std::uint64_t bytes = 0;
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        log.read({p}, 0, log.end({p}), [&](const events::stored_record& record) {
            bytes += record.value.size();
            visit(record.value);
            return true;
        });
    }
    return bytes;
}

/// What a rebuild cannot be faster than, on one core.
void measure_log(const events::log& log, std::uint64_t events) {
    stopwatch time;
    const auto bytes = scan(log, [](std::string_view) {});
    bench::rate("bare scan of the log", events, time);
    bench::say("    {:.0f} bytes an event",
               static_cast<double>(bytes) / static_cast<double>(events));

    simdjson::dom::parser parser;
    std::uint64_t members = 0;
    std::string padded;
    time = {};
    scan(log, [&](std::string_view value) {
        padded.assign(value);
        padded.append(simdjson::SIMDJSON_PADDING, '\0');
        members += parser.parse(padded.data(), value.size(), false).get_object().value().size();
    });
    bench::rate("bare scan and parse by simdjson", events, time);

    time = {};
    scan(log, [&](std::string_view value) { members += events::sha256(value).bytes[0]; });
    bench::rate("bare scan and SHA-256", events, time);

    events::fast_decoder decoder;
    time = {};
    scan(log, [&](std::string_view value) { members += decoder.decode(value).about.sequence; });
    bench::rate("scan and decode into events", events, time);
}

/// The same number of rows and bytes, written by nothing but RocksDB.
void measure_rocksdb(const fs::path& folder, std::uint64_t rows, std::uint64_t events) {
    fs::remove_all(folder);
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
    std::string value(90, 'x');
    const stopwatch time;
    for (std::uint64_t i = 0; i < rows;) {
        rocksdb::WriteBatch batch;
        for (std::uint64_t end = std::min(rows, i + 1000); i < end; ++i) {
            const std::array<std::uint64_t, 5> key{random(), random(), i, i, i};
            batch.Put({reinterpret_cast<const char*>(key.data()), sizeof key}, value);
        }
        base->Write(how, &batch);
    }
    base->Flush({});
    bench::rate("bare RocksDB: the same number of rows", events, time);
    bench::say("    {:.0f} rows/s", static_cast<double>(rows) / time.seconds());
}

std::uint64_t measure_rebuild(const events::log& log, const fs::path& folder, std::uint64_t events,
                              std::size_t threads) {
    fs::remove_all(folder);
    const stopwatch time;
    double folded = 0;
    projections::store_options how;
    how.folder = folder;
    how.loading_threads = threads;
    how.progress = [&](std::uint64_t passed, std::uint64_t total) {
        folded = passed == total ? time.seconds() : folded;
    };
    const projections::store store{how, log};
    bench::rate(fmt::format("rebuild on {} threads", threads), events, time);
    bench::say("    folded after {:.1f} s; {} cases; {:.0f} MB on disk; at most {:.0f} MB resident",
               folded, store.status().cases, static_cast<double>(store.status().disk_bytes) / 1e6,
               bench::peak_resident_megabytes());
    const stopwatch digest_time;
    std::uint64_t rows = 0;
    for (const auto& table : projections::digest(store.view()).tables) {
        rows += table.rows;
    }
    bench::say("    digest of {} rows in {:.1f} s", rows, digest_time.seconds());
    return rows;
}

} // namespace

int main(int count, char** arguments) {
    const std::uint64_t wished = count > 1 ? std::stoull(arguments[1]) : 1'000'000;
    const fs::path folder = count > 2 ? arguments[2] : fs::temp_directory_path() / "motcua-rebuild";
    const auto log = bench::open_offices_log(folder / "log.db", wished);
    const auto events = projections::end_of(*log).records();
    if (count > 3) {
        measure_rebuild(*log, folder / "projections", events, std::stoul(arguments[3]));
        return 0;
    }
    measure_log(*log, events);
    measure_rebuild(*log, folder / "projections", events, 1);
    const auto rows = measure_rebuild(*log, folder / "projections", events, 2);
    measure_rocksdb(folder / "bare", rows, events);
    fs::remove_all(folder / "bare");
    if (count <= 2) {
        fs::remove_all(folder);
    }
    return 0;
}
