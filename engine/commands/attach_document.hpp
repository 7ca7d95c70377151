#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>

namespace engine {

/// Add papers to the dossier.
struct attach_document {
    static constexpr std::string_view name = "attach_document";
    static constexpr std::array roles{events::role::counter_officer,
                                      events::role::enforcement_officer, events::role::examiner,
                                      events::role::clerk, events::role::head};

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const attach_document&) const = default;
};

} // namespace engine
