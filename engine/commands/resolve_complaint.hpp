#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>

namespace engine {

/// Decide the complaint.
struct resolve_complaint {
    static constexpr std::string_view name = "resolve_complaint";
    static constexpr std::array roles{events::role::head};

    events::finding result{};
    std::string measure;

    static constexpr auto fields() {
        return std::tuple{events::field{"result", &resolve_complaint::result},
                          events::field{"measure", &resolve_complaint::measure}};
    }
    bool operator==(const resolve_complaint&) const = default;
};

} // namespace engine
