#pragma once

#include "events/describe.hpp"

namespace events {

/// The enforcement officer opened the enforcement dossier.
struct enforcement_file_opened {
    static constexpr std::string_view name = "enforcement_file_opened";

    static constexpr auto fields() { return std::tuple{}; }
    bool operator==(const enforcement_file_opened&) const = default;
};

} // namespace events
