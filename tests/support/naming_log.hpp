#pragma once

#include "events/digest.hpp"
#include "events/memory_log.hpp"

#include <cstdint>
#include <memory>

namespace testing_support {

/// A log whose events do nothing but name documents, one each, spread over its partitions.
class naming_log {
public:
    explicit naming_log(std::uint32_t partitions);

    void name_in_event(const events::digest& document);
    [[nodiscard]] const events::log& log() const { return *log_; }

private:
    std::shared_ptr<events::memory_records> records_;
    std::unique_ptr<events::log> log_;
    std::uint32_t next_ = 0;
};

} // namespace testing_support
