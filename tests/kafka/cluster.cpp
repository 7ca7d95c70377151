#include "tests/kafka/cluster.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <thread>

namespace kafka_testing {

const std::string& brokers() {
    static const std::string address = [] {
        const char* set = std::getenv("MOTCUA_KAFKA");
        if (set == nullptr) {
            fmt::print(stderr,
                       "these tests need brokers: ops/kafka run [--brokers 3] -- PROGRAM\n");
            std::_Exit(2);
        }
        return std::string{set};
    }();
    return address;
}

std::uint32_t broker_count() {
    return 1 + static_cast<std::uint32_t>(std::count(brokers().begin(), brokers().end(), ','));
}

std::uint32_t copies() { return std::min(broker_count(), 3U); }

void ops_kafka(const std::string& words) {
    const auto line = fmt::format("{}/ops/kafka {} >&2", MOTCUA_SOURCE_DIR, words);
    if (std::system(line.c_str()) != 0) {
        throw std::runtime_error(line + " failed");
    }
}

bool within(std::chrono::seconds time, const std::function<bool()>& question) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!question()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return true;
}

fresh_name::fresh_name(std::string_view kind) {
    static std::atomic<int> number = 0;
    name_ = fmt::format("motcua.test-{}-{}.{}.v1", ::getpid(), ++number, kind);
}

fresh_name::~fresh_name() {
    if (made_) {
        try {
            events::delete_kafka_topic({.brokers = brokers()}, name_);
        } catch (const events::fault&) {
            // the brokers go with the test program anyway
        }
    }
}

events::kafka_log_options fresh_name::options() const {
    return {.cluster = {.brokers = brokers()}, .topic = name_, .allow_unsafe = copies() < 3};
}

void fresh_name::make_once(const std::function<void()>& make) {
    if (!made_) {
        make();
        made_ = true;
    }
}

std::unique_ptr<events::log> fresh_topic::open(std::uint32_t partitions) {
    auto how = options();
    how.partitions = partitions;
    make_once([&] { events::create_kafka_log(how, copies()); });
    return events::open_kafka_log(how);
}

void fresh_keys::make() {
    make_once([&] { events::create_kafka_vault(options(), copies()); });
}

std::unique_ptr<events::portable_vault> fresh_keys::open() {
    make();
    return events::open_kafka_vault(options(), key_);
}

void fresh_keys::each_record(
    const std::function<void(std::string_view, std::string_view)>& visit) const {
    events::kafka_consumer consumer{options().cluster, name()};
    consumer.start({0}, 0);
    for (int in_vain = 0; in_vain < 100;) {
        const auto arrival = consumer.next(std::chrono::milliseconds{100});
        in_vain += arrival ? 0 : 1;
        if (arrival && arrival->is == events::kafka_arrival::what::end) {
            break;
        }
        if (arrival && arrival->is == events::kafka_arrival::what::record) {
            visit(arrival->key, arrival->value);
        }
    }
    consumer.stop({0});
}

bool fresh_keys::live_records_name(const events::person_id& person) const {
    std::map<std::string, std::string, std::less<>> last;
    each_record(
        [&](std::string_view key, std::string_view value) { last[std::string{key}] = value; });
    return std::any_of(last.begin(), last.end(), [&](const auto& one) {
        return one.first.starts_with("person/" + person.str() + "/") && !one.second.empty();
    });
}

} // namespace kafka_testing
