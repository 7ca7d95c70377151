#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

#include <string>

namespace events {

/// A rule set came into use; cases name it by its content.
struct rules_published {
    static constexpr std::string_view name = "rules_published";

    rules_id published;
    std::string summary;

    static constexpr auto fields() {
        return std::tuple{field{"published", &rules_published::published},
                          field{"summary", &rules_published::summary}};
    }
    bool operator==(const rules_published&) const = default;
};

} // namespace events
