#pragma once

#include "events/catalogue/incoming_mail.hpp"
#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>

namespace engine {

/// Keep a duplicate or automatic mail without answering it.
struct note_mail {
    static constexpr std::string_view name = "note_mail";
    static constexpr std::array roles{events::role::counter_officer, events::role::system};

    events::mail_outcome outcome{};
    events::incoming_mail mail;
    std::optional<events::case_id> of;

    static constexpr auto fields() {
        return std::tuple{events::field{"outcome", &note_mail::outcome},
                          events::field{"mail", &note_mail::mail},
                          events::field{"of", &note_mail::of}};
    }
    bool operator==(const note_mail&) const = default;
};

} // namespace engine
