#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

#include <optional>

namespace events {

/// Another agency is competent; the petition was passed on and the person told.
struct petition_transferred {
    static constexpr std::string_view name = "petition_transferred";

    std::optional<office_code> to;

    static constexpr auto fields() { return std::tuple{field{"to", &petition_transferred::to}}; }
    bool operator==(const petition_transferred&) const = default;
};

} // namespace events
