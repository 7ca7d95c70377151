#pragma once

#include "events/describe.hpp"

#include <string>

namespace events {

/// A person said which procedure the matter is about.
struct procedure_chosen {
    static constexpr std::string_view name = "procedure_chosen";

    std::string procedure;

    static constexpr auto fields() {
        return std::tuple{field{"procedure", &procedure_chosen::procedure}};
    }
    bool operator==(const procedure_chosen&) const = default;
};

} // namespace events
