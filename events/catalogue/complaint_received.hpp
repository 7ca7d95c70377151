#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// A complaint came in.
struct complaint_received {
    static constexpr std::string_view name = "complaint_received";

    channel received_by{};
    complaint_kind kind{};
    instance level{};
    bool against_head{}; ///< the contested act is the head's own

    static constexpr auto fields() {
        return std::tuple{field{"received_by", &complaint_received::received_by},
                          field{"kind", &complaint_received::kind},
                          field{"level", &complaint_received::level},
                          field{"against_head", &complaint_received::against_head}};
    }
    bool operator==(const complaint_received&) const = default;
};

} // namespace events
