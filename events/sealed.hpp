#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"

#include <string>

namespace events {

/// One person's data of one event, readable only with that person's key.
struct sealed_box {
    person_id person;
    std::string part; ///< who the person is in the case: applicant, debtor, denouncer, officer …
    /// base64 of nonce (24 bytes) and XChaCha20-Poly1305 ciphertext of a JSON object. The person's
    /// id is authenticated with it, so that a box cannot be moved to another person.
    std::string box;

    static constexpr auto fields() {
        return std::tuple{field{"person", &sealed_box::person}, field{"part", &sealed_box::part},
                          field{"box", &sealed_box::box}};
    }
    bool operator==(const sealed_box&) const = default;
};

} // namespace events
