#pragma once

#include "events/instant.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// By the day of what a version of the law is chosen (decision 0052).
namespace engine {

enum class judged_by : std::uint8_t {
    received, ///< the matter came in; it keeps the version of that day
    docketed, ///< the petition was taken up
    step,     ///< what is done now: procedures that follow go by the new text
};

/// The days of a matter by which a row of the rules is in force for it, or is not.
class law_days {
public:
    /// A matter that is taken up, and goes on, on the day on which it came in. Implicit, because
    /// what has one day only is asked about by that day; of a matter, law::days_of() and
    /// case_state::law_at() know the three.
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions)
    law_days(events::local_date all) : days_{all, all, all} {}
    law_days(events::local_date received, events::local_date docketed, events::local_date step)
        : days_{received, docketed, step} {}

    [[nodiscard]] events::local_date of(judged_by what) const {
        return days_[static_cast<std::size_t>(what)];
    }

private:
    std::array<events::local_date, 3> days_;
};

} // namespace engine

template <> struct events::enum_names<engine::judged_by> {
    static constexpr std::array<std::string_view, 3> names{"received", "docketed", "step"};
};
