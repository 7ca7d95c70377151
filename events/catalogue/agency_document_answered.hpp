#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>

namespace events {

/// The agency that sent an electronic document was told that it came, or got it back.
struct agency_document_answered {
    static constexpr std::string_view name = "agency_document_answered";

    std::string sender;
    std::string number;
    std::optional<local_date> dated; ///< as agency_document_received says
    document_answer outcome{};
    std::string reason; ///< why it was returned; empty where it was not

    static constexpr auto fields() {
        using e = agency_document_answered;
        return std::tuple{field{"sender", &e::sender}, field{"number", &e::number},
                          field{"dated", &e::dated}, field{"outcome", &e::outcome},
                          field{"reason", &e::reason}};
    }
    bool operator==(const agency_document_answered&) const = default;
};

} // namespace events
