#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Tell the agency that sent an electronic document that it came, or return it.
struct answer_agency_document {
    static constexpr std::string_view name = "answer_agency_document";
    static constexpr std::array roles{events::role::clerk, events::role::counter_officer};

    std::string sender; ///< as receive_agency_document named it
    std::string number;
    events::document_answer outcome{};
    std::optional<std::string> reason; ///< why it is returned

    static constexpr auto fields() {
        using c = answer_agency_document;
        return std::tuple{events::field{"sender", &c::sender}, events::field{"number", &c::number},
                          events::field{"outcome", &c::outcome},
                          events::field{"reason", &c::reason}};
    }
    bool operator==(const answer_agency_document&) const = default;
};

} // namespace engine
