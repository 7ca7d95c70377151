#pragma once

#include "events/describe.hpp"

#include <array>
#include <cstdint>

namespace events {

/// Why one decision covers the requests of several cases: Nghị định 62/2015/NĐ-CP art. 6.2, 7.1,
/// 7.3; Nghị định 152/2026/NĐ-CP art. 11.1. Which of them hold on a day is data of the procedure.
enum class common_ground : std::uint8_t {
    several_creditors, ///< of one debtor, who request at the same time
    joint_duty,        ///< joint and several
    shared_property,
};

template <> struct enum_names<common_ground> {
    static constexpr std::array<std::string_view, 3> names{"several_creditors", "joint_duty",
                                                           "shared_property"};
};

} // namespace events
