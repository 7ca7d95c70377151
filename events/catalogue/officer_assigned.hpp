#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

namespace events {

/// The head put an officer in charge.
struct officer_assigned {
    static constexpr std::string_view name = "officer_assigned";

    officer_id officer;

    static constexpr auto fields() {
        return std::tuple{field{"officer", &officer_assigned::officer}};
    }
    bool operator==(const officer_assigned&) const = default;
};

} // namespace events
