#pragma once

#include "events/describe.hpp"

namespace events {

/// Papers were added to the dossier.
struct document_attached {
    static constexpr std::string_view name = "document_attached";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const document_attached&) const = default;
};

} // namespace events
