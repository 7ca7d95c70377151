#pragma once

#include "events/fault.hpp"

#include <string>

namespace events {

/// A record whose bytes are no longer those that were written. They are carried along, so that an
/// auditor can be told which event it was; nobody may fold them.
class damaged_record : public corruption {
public:
    damaged_record(const std::string& text, std::string bytes)
        : corruption("log-damaged", text), bytes_(std::move(bytes)) {}
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

} // namespace events
