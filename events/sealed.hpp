#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

#include <string>
#include <string_view>

namespace events {

/// The part of free text for the case.
inline constexpr std::string_view note_part = "note";
/// The part of what the step says in words where the log has a code: why it was taken, or where.
inline constexpr std::string_view words_part = "words";
/// The part of an e-mail that went to the person: what it was, and the key of its stored bytes.
inline constexpr std::string_view outgoing_mail_part = "outgoing_mail";

/// One person's data of one event, readable only with that person's key.
struct sealed_box {
    person_id person;
    std::string part; ///< who the person is in the case: applicant, debtor, denouncer …, or
                      ///< what text it is: mail, outgoing_mail, note, words
    /// base64 of nonce (24 bytes) and XChaCha20-Poly1305 ciphertext of a JSON object. The person's
    /// id is authenticated with it, so that a box cannot be moved to another person.
    std::string box;

    static constexpr auto fields() {
        return std::tuple{field{"person", &sealed_box::person}, field{"part", &sealed_box::part},
                          field{"box", &sealed_box::box}};
    }
    bool operator==(const sealed_box&) const = default;
};

/// Whether a box says who somebody is, unlike one that only holds text under their key.
[[nodiscard]] inline bool is_about_person(const sealed_box& box) {
    return box.part != note_part && box.part != words_part && box.part != outgoing_mail_part;
}

} // namespace events
