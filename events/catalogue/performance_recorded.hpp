#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <optional>

namespace events {

/// What a decision obliges to was performed, when the event says. The newest one tells how much of
/// it by now; `amount` is what came with this one.
struct performance_recorded {
    static constexpr std::string_view name = "performance_recorded";

    performance extent{};
    std::optional<std::int64_t> amount{}; ///< đồng; negative where one is taken back

    static constexpr auto fields() {
        return std::tuple{field{"extent", &performance_recorded::extent},
                          field{"amount", &performance_recorded::amount}};
    }
    bool operator==(const performance_recorded&) const = default;
};

} // namespace events
