#pragma once

#include "events/describe.hpp"

#include <cstdint>

namespace events {

/// An e-mail to the person was issued, as the office's outbox gets it. Its bytes lie in the
/// document that facts::documents names, sealed under a key that only the person's box of part
/// `outgoing_mail` gives. Logs of before have steps that were told by mail without this event.
struct mail_issued {
    static constexpr std::string_view name = "mail_issued";

    std::uint64_t of_step{}; ///< place in the case of the step that it tells of

    static constexpr auto fields() { return std::tuple{field{"of_step", &mail_issued::of_step}}; }
    bool operator==(const mail_issued&) const = default;
};

} // namespace events
