#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The result was sent to the address that the person registered.
struct result_sent {
    static constexpr std::string_view name = "result_sent";

    return_method by{};

    static constexpr auto fields() { return std::tuple{field{"by", &result_sent::by}}; }
    bool operator==(const result_sent&) const = default;
};

} // namespace events
