#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>

namespace events {

/// The request was filed. The statutory period runs from this receipt.
struct request_received {
    static constexpr std::string_view name = "request_received";

    std::string procedure;
    channel received_by{};
    local_date request_date{};           ///< for limitation: filing day, oral day or postmark day
    std::optional<std::string> judgment; ///< number of the judgment or decision
    std::optional<local_date> judgment_date{};
    /// Code of the case that the same request opened first, against another debtor.
    std::optional<std::string> shares_request_of{};

    static constexpr auto fields() {
        return std::tuple{field{"procedure", &request_received::procedure},
                          field{"received_by", &request_received::received_by},
                          field{"request_date", &request_received::request_date},
                          field{"judgment", &request_received::judgment},
                          field{"judgment_date", &request_received::judgment_date},
                          field{"shares_request_of", &request_received::shares_request_of}};
    }
    bool operator==(const request_received&) const = default;
};

} // namespace events
