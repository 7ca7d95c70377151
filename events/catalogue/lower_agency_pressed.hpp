#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"

#include <optional>
#include <string>

namespace events {

/// The head of the agency above pressed the one that is late, by a letter.
struct lower_agency_pressed {
    static constexpr std::string_view name = "lower_agency_pressed";

    std::optional<office_code> by; ///< the agency above; empty where the rules know none
    std::string deadline;          ///< the step that is late
    std::optional<instant> due;    ///< empty where no days of it were running
    std::string number;            ///< of the letter, in the books of the agency above
    std::string reason;            ///< why it is late, where no days say so

    static constexpr auto fields() {
        using e = lower_agency_pressed;
        return std::tuple{field{"by", &e::by}, field{"deadline", &e::deadline},
                          field{"due", &e::due}, field{"number", &e::number},
                          field{"reason", &e::reason}};
    }
    bool operator==(const lower_agency_pressed&) const = default;
};

} // namespace events
