#include "events/kafka_vault.hpp"
#include "events/log_copy.hpp"
#include "projections/positions.hpp"
#include "tests/bench/engine_load.hpp"
#include "tests/bench/latency_histogram.hpp"
#include "tests/bench/offices_log.hpp"
#include "tests/bench/processor_time.hpp"
#include "tests/bench/raw_kafka.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <thread>
#include <vector>

/// The engine on Kafka beside librdkafka alone, on the same brokers, settings and sizes:
/// `ops/bench --kafka`, or around brokers of one's own `kafka_bench [--json] [--seconds N]
/// [--events N]`.
namespace {

constexpr std::uint32_t partitions = 8;

double ms(std::uint64_t ns) { return static_cast<double>(ns) / 1e6; }

events::kafka_log_options topic(const std::string& brokers, const std::string& name,
                                std::uint32_t copies) {
    return {.cluster = {.brokers = brokers},
            .topic = fmt::format("motcua.bench-{}.{}.v1", ::getpid(), name),
            .partitions = partitions,
            .allow_unsafe = copies < 3};
}

/// The same engine beside a log in a file: no faster log makes it faster than its own work lets it.
double embedded_rate(const std::filesystem::path& folder, std::size_t clients, double seconds) {
    std::filesystem::create_directories(folder);
    bench::engine_under_load on{folder};
    return on.run({.clients = clients, .seconds = seconds}).steps_per_s();
}

/// A slice of load on the engine, and at once after it librdkafka's own with as many records of
/// that size in flight, so that what else happens on the machine meets both.
struct step_slice {
    bench::engine_load_result load;
    bench::raw_result raw;
    std::size_t record_bytes = 0;

    [[nodiscard]] double rate_ratio() const { return load.steps_per_s() / raw.per_s; }
    [[nodiscard]] double answer_ratio() const {
        return ms(load.answered.quantile_ns(0.99)) / ms(raw.acknowledged.quantile_ns(0.99));
    }
};

step_slice measure_slice(bench::engine_under_load& on, const bench::raw_produce& like,
                         std::size_t clients) {
    step_slice out{.load = on.run({.clients = clients, .seconds = like.seconds})};
    const auto& through = out.load.traffic;
    out.record_bytes = through.bytes / std::max<std::uint64_t>(through.records, 1);
    auto raw_how = like;
    raw_how.in_flight = clients;
    raw_how.value.assign(out.record_bytes, 'x');
    out.raw = bench::produce_raw(raw_how);
    return out;
}

const step_slice& middle(std::vector<step_slice>& all, double (step_slice::*by)() const) {
    const auto at = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), at, all.end(), [&](const step_slice& a, const step_slice& b) {
        return (a.*by)() < (b.*by)();
    });
    return *at;
}

/// Steps a second and their answers at so many clients. Half of what the raw producer makes, or the
/// engine's own rate on its embedded log if that is lower, is what a step is held to; how long it
/// may take is said of 64 clients.
void measure_steps(bench::report& report, bench::engine_under_load& on,
                   const bench::raw_produce& like, std::size_t clients, double embedded) {
    std::vector<step_slice> slices;
    for (int i = 0; i < 3; ++i) {
        slices.push_back(measure_slice(on, like, clients));
    }
    const auto& rate = middle(slices, &step_slice::rate_ratio);
    report.add({.name = fmt::format("durable steps, {} clients", clients),
                .value = rate.load.steps_per_s(),
                .unit = "steps/s",
                .limit_name = fmt::format("raw producer, {} in flight", clients),
                .limit = rate.raw.per_s,
                .targets = {{.value = std::min(rate.raw.per_s / 2, embedded)}},
                .remark = fmt::format(
                    "{} bytes a record; {:.0f} us of processor a step; embedded {:.0f} steps/s",
                    rate.record_bytes,
                    rate.load.processor_us / static_cast<double>(rate.load.steps), embedded)});
    std::vector<bench::target> soon;
    if (clients == 64) {
        soon = {{.value = 3, .which = bench::target::side::at_most, .of_ratio = true}};
    }
    const auto& answer = middle(slices, &step_slice::answer_ratio);
    report.add({.name = fmt::format("step to answer p99, {} clients", clients),
                .value = ms(answer.load.answered.quantile_ns(0.99)),
                .unit = "ms",
                .limit_name = "raw produce to receipt p99",
                .limit = ms(answer.raw.acknowledged.quantile_ns(0.99)),
                .targets = soon,
                .remark = fmt::format("p50 {:.2f} ms, raw {:.2f} ms",
                                      ms(answer.load.answered.quantile_ns(0.5)),
                                      ms(answer.raw.acknowledged.quantile_ns(0.5)))});
}

/// Brokers that have just begun take a multiple of their later time for a request until their
/// runtime has compiled what they do most: whoever is measured first would be measured with that.
void warm_up(const bench::raw_produce& like) {
    auto how = like;
    how.in_flight = 512;
    how.value.assign(900, 'x');
    how.seconds = 3 * like.seconds;
    static_cast<void>(bench::produce_raw(how));
}

/// What a history waits for with each of its steps: one record somewhere, after nothing was read
/// for a while.
void measure_single_reads(bench::report& report, const events::log& log) {
    constexpr int reads = 60;
    constexpr std::chrono::milliseconds pause{30};
    bench::latency_histogram took;
    std::mt19937_64 random{1};
    for (int i = 0; i < reads; ++i) {
        const events::partition_id partition{static_cast<std::uint32_t>(i) % log.partitions()};
        const auto end = log.end(partition);
        if (end == 0) {
            continue;
        }
        std::this_thread::sleep_for(pause);
        const auto begun = std::chrono::steady_clock::now();
        log.read(partition, random() % end, 1, [](const events::stored_record&) { return true; });
        took.add(static_cast<std::uint64_t>(
            std::chrono::nanoseconds{std::chrono::steady_clock::now() - begun}.count()));
    }
    report.add({.name = "one record after a pause, p50",
                .value = ms(took.quantile_ns(0.5)),
                .unit = "ms",
                .remark = fmt::format("p90 {:.1f} ms, longest {:.1f} ms", ms(took.quantile_ns(0.9)),
                                      ms(took.longest_ns()))});
}

void measure_rebuild(bench::report& report, const std::string& brokers,
                     events::kafka_log_options where, std::uint32_t copies,
                     const support::temporary_folder& folder, const bench::log_wish& wish) {
    const auto source = bench::open_offices_log(wish);
    where.partitions = source->partitions();
    events::create_kafka_log(where, copies);
    {
        const auto to = events::open_kafka_log(where);
        static_cast<void>(events::copy_log(*source, *to, events::labels_of_events()));
    }
    const auto records = projections::end_of(*source).records();
    const bench::processor_time used_raw;
    const auto raw = bench::consume_raw(brokers, where.topic,
                                        static_cast<std::int32_t>(source->partitions()), records);
    const double raw_us = used_raw.us() / static_cast<double>(records);
    const auto log = events::open_kafka_log(where);
    measure_single_reads(report, *log);
    projections::store_options how;
    how.folder = folder / "rebuilt";
    const auto begun = std::chrono::steady_clock::now();
    const bench::processor_time used;
    const projections::store rebuilt{std::move(how), *log};
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    const double seconds = took.count();
    const double us = used.us() / static_cast<double>(records);
    report.add({.name = "rebuild from Kafka",
                .value = static_cast<double>(records) / seconds,
                .unit = "events/s",
                .limit_name = "raw consumer",
                .limit = raw,
                .targets = {{.value = 0.5, .of_ratio = true}},
                .remark = fmt::format("{} events; {:.1f} us of processor each, raw {:.1f}, beside "
                                      "what the brokers take",
                                      records, us, raw_us)});
}

} // namespace

int main(int count, char** arguments) {
    bench::report report{count, arguments};
    const char* set = std::getenv("MOTCUA_KAFKA");
    if (set == nullptr) {
        std::cerr << "needs brokers: ops/bench --kafka [--brokers 3]\n";
        return 2;
    }
    const std::string brokers{set};
    const std::uint32_t copies = std::count(brokers.begin(), brokers.end(), ',') >= 2 ? 3 : 1;
    const support::temporary_folder folder;
    const bench::log_wish wish{count, arguments};
    const auto steps = topic(brokers, "events", copies);
    const auto keys = topic(brokers, "keys", copies);
    const auto raw = topic(brokers, "raw", copies);
    events::create_kafka_log(steps, copies);
    events::create_kafka_log(raw, copies);
    events::create_kafka_vault(keys, copies);
    const std::array<std::size_t, 3> clients{1, 64, 512};
    std::vector<double> embedded;
    for (const auto count_of : clients) {
        embedded.push_back(embedded_rate(folder / fmt::format("embedded-{}", count_of), count_of,
                                         report.seconds(5)));
    }
    {
        bench::engine_under_load on{folder.path(), events::open_kafka_log(steps),
                                    events::open_kafka_vault(keys, {events::random_key()})};
        const bench::raw_produce like{.brokers = brokers,
                                      .topic = raw.topic,
                                      .value = {},
                                      .seconds = report.seconds(5),
                                      .partitions = partitions};
        warm_up(like);
        for (std::size_t i = 0; i < clients.size(); ++i) {
            measure_steps(report, on, like, clients[i], embedded[i]);
        }
    }
    measure_rebuild(report, brokers, topic(brokers, "rebuilt", copies), copies, folder, wish);
    return report.result();
}
