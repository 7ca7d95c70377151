#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace engine {

/// Record that what the decision obliges to was performed, wholly or in part; the day on which it
/// was is that of the step.
struct record_performance {
    static constexpr std::string_view name = "record_performance";
    static constexpr std::array roles{events::role::enforcement_officer, events::role::head};

    events::performance extent{}; ///< by now
    /// Đồng that came with it, where it is about money; negative where a record is taken back.
    std::optional<std::int64_t> amount{};

    static constexpr auto fields() {
        return std::tuple{events::field{"extent", &record_performance::extent},
                          events::field{"amount", &record_performance::amount}};
    }
    bool operator==(const record_performance&) const = default;
};

} // namespace engine
