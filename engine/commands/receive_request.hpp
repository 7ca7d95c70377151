#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Take in a filed request.
struct receive_request {
    static constexpr std::string_view name = "receive_request";
    static constexpr std::array roles{events::role::counter_officer};

    std::string procedure; ///< may be empty for a case that has one
    events::channel received_by{};
    std::optional<events::local_date> request_date;    ///< the receipt day when absent
    std::optional<std::string> judgment;               ///< its number
    std::optional<events::local_date> judgment_date{}; ///< no later than the receipt
    /// Code of the case that the same request opened first, against another debtor.
    std::optional<std::string> shares_request_of{};
    /// When that request was received; read in that case, and stated by nobody.
    std::optional<events::instant> shared_since{};

    static constexpr auto fields() {
        return std::tuple{events::field{"procedure", &receive_request::procedure},
                          events::field{"received_by", &receive_request::received_by},
                          events::field{"request_date", &receive_request::request_date},
                          events::field{"judgment", &receive_request::judgment},
                          events::field{"judgment_date", &receive_request::judgment_date},
                          events::field{"shares_request_of", &receive_request::shares_request_of}};
    }
    bool operator==(const receive_request&) const = default;
};

} // namespace engine
