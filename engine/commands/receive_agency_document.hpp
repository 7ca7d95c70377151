#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>

namespace engine {

/// Take in an electronic document that another agency sent about the case.
struct receive_agency_document {
    static constexpr std::string_view name = "receive_agency_document";
    static constexpr std::array roles{events::role::clerk, events::role::counter_officer};

    std::string sender; ///< identifier of the agency (mã định danh), or key of an office
    std::string number; ///< as the document bears it
    std::optional<events::local_date> dated;

    static constexpr auto fields() {
        using c = receive_agency_document;
        return std::tuple{events::field{"sender", &c::sender}, events::field{"number", &c::number},
                          events::field{"dated", &c::dated}};
    }
    bool operator==(const receive_agency_document&) const = default;
};

} // namespace engine
