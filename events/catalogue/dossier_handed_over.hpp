#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

namespace events {

/// The dossier went to the one who examines, with the control slip.
struct dossier_handed_over {
    static constexpr std::string_view name = "dossier_handed_over";

    officer_id to;

    static constexpr auto fields() { return std::tuple{field{"to", &dossier_handed_over::to}}; }
    bool operator==(const dossier_handed_over&) const = default;
};

} // namespace events
