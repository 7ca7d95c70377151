#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>

namespace events {

/// The decision was notified in the way the law names, or the accused received the conclusion,
/// or who is to explain the request to do so.
struct party_notified {
    static constexpr std::string_view name = "party_notified";

    std::string way; ///< direct, posting, mass_media, registered_mail, electronic
    local_date valid_on{};
    std::optional<notified_matter> what{};        ///< the decision, unless said
    std::optional<events::explainer> explainer{}; ///< who received the request to explain

    static constexpr auto fields() {
        return std::tuple{
            field{"way", &party_notified::way}, field{"valid_on", &party_notified::valid_on},
            field{"what", &party_notified::what}, field{"explainer", &party_notified::explainer}};
    }
    bool operator==(const party_notified&) const = default;
};

} // namespace events
