#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>

namespace engine {

/// Say that an e-mail whose bytes are stored is issued to the person: the outbox gets it next.
struct issue_mail {
    static constexpr std::string_view name = "issue_mail";
    static constexpr std::array roles{events::role::system};

    std::uint64_t of_step{}; ///< place in the case of the step that it tells of

    static constexpr auto fields() {
        return std::tuple{events::field{"of_step", &issue_mail::of_step}};
    }
    bool operator==(const issue_mail&) const = default;
};

} // namespace engine
