#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>

namespace engine {

/// Take in a complaint.
struct receive_complaint {
    static constexpr std::string_view name = "receive_complaint";
    static constexpr std::array roles{events::role::counter_officer};

    events::channel received_by{};
    events::complaint_kind kind{};
    bool against_head{};
    /// A second complaint may be brought to the agency above, which knows nothing of the first one
    /// (Luật THADS art. 142); a first one unless said.
    std::optional<events::instance> level{};

    static constexpr auto fields() {
        return std::tuple{events::field{"received_by", &receive_complaint::received_by},
                          events::field{"kind", &receive_complaint::kind},
                          events::field{"against_head", &receive_complaint::against_head},
                          events::field{"level", &receive_complaint::level}};
    }
    bool operator==(const receive_complaint&) const = default;
};

} // namespace engine
