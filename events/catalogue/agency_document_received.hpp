#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <optional>
#include <string>

namespace events {

/// An electronic document of another agency came, about this case.
struct agency_document_received {
    static constexpr std::string_view name = "agency_document_received";

    std::string sender;              ///< identifier of the agency, or key of an office
    std::string number;              ///< as the document bears it
    std::optional<local_date> dated; ///< as the document bears it

    static constexpr auto fields() {
        using e = agency_document_received;
        return std::tuple{field{"sender", &e::sender}, field{"number", &e::number},
                          field{"dated", &e::dated}};
    }
    bool operator==(const agency_document_received&) const = default;
};

} // namespace events
