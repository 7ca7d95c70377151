#pragma once

#include "events/describe.hpp"

#include <array>
#include <cstdint>

namespace events {

/// Why one decision covers several cases: Nghị định 62/2015/NĐ-CP art. 6, 7.1, 7.3; Nghị định
/// 152/2026/NĐ-CP art. 8.1, 11.1. Which of them hold on a day is data of the procedure.
enum class common_ground : std::uint8_t {
    several_creditors, ///< of one debtor, who request at the same time
    joint_duty,        ///< joint and several
    shared_property,
    one_judgment, ///< whose items are all enforced ex officio
    same_exhibit, ///< given back, confiscated or destroyed by items of one judgment
};

template <> struct enum_names<common_ground> {
    static constexpr std::array<std::string_view, 5> names{
        "several_creditors", "joint_duty", "shared_property", "one_judgment", "same_exhibit"};
};

} // namespace events
