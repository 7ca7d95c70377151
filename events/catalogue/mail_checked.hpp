#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>
#include <vector>

namespace events {

/// The e-mailed request was checked for completeness, right and jurisdiction.
struct mail_checked {
    static constexpr std::string_view name = "mail_checked";

    check_outcome outcome{};
    std::vector<std::string> missing;            ///< papers that are missing
    std::optional<office_code> competent_office; ///< where there is no jurisdiction

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &mail_checked::outcome},
                          field{"missing", &mail_checked::missing},
                          field{"competent_office", &mail_checked::competent_office}};
    }
    bool operator==(const mail_checked&) const = default;
};

} // namespace events
