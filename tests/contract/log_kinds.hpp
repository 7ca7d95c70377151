#pragma once

#include "events/log.hpp"
#include "events/memory_log.hpp"
#include "events/sqlite_log.hpp"
#include "tests/support/temporary_folder.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace contract {

/// Somewhere a log is kept: opening it again finds what was written before.
class log_place {
public:
    virtual ~log_place() = default;
    [[nodiscard]] virtual std::unique_ptr<events::log> open(std::uint32_t partitions) = 0;
    /// A second log on the same records, as another process has it. Null where there is one writer.
    [[nodiscard]] virtual std::unique_ptr<events::log> open_another(std::uint32_t /*partitions*/) {
        return nullptr;
    }
};

/// A log that must pass the contract, by the name its tests carry.
struct log_kind {
    std::string name;
    std::function<std::unique_ptr<log_place>()> make_place;
};

class memory_place : public log_place {
public:
    std::unique_ptr<events::log> open(std::uint32_t partitions) override {
        if (records_ == nullptr) {
            records_ = std::make_shared<events::memory_records>(partitions);
        }
        return std::make_unique<events::memory_log>(records_);
    }
    std::unique_ptr<events::log> open_another(std::uint32_t partitions) override {
        return open(partitions);
    }

private:
    std::shared_ptr<events::memory_records> records_;
};

class sqlite_place : public log_place {
public:
    std::unique_ptr<events::log> open(std::uint32_t partitions) override {
        return events::open_sqlite_log(
            {.path = folder_ / "events.sqlite", .partitions = partitions});
    }

private:
    support::temporary_folder folder_;
};

/// Every log of the product that needs nothing but this process. A new one joins with one line.
/// Kafka's are in tests/kafka, because they need brokers.
inline std::vector<log_kind> log_kinds() {
    return {
        {"memory", [] { return std::make_unique<memory_place>(); }},
        {"sqlite", [] { return std::make_unique<sqlite_place>(); }},
    };
}

} // namespace contract
