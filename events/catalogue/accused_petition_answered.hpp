#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

namespace events {

/// The agency above the one that concluded answered the accused's petition.
struct accused_petition_answered {
    static constexpr std::string_view name = "accused_petition_answered";

    review_outcome outcome{};

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &accused_petition_answered::outcome}};
    }
    bool operator==(const accused_petition_answered&) const = default;
};

} // namespace events
