#pragma once

#include "connectors/mail/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// What of a message may be handed to the MIME library, and why not all of it.
struct bounded_mail {
    std::string bytes;
    std::vector<mail_finding> findings;
};

/// Keeps a message small and plain enough for GMime, which has no limits of its own: 33 MB of `a:`
/// lines cost it 7 GB, and `To: a:a:a:…` overflows its stack. Oversize headers of the message are
/// left out; at the first other excess the rest is cut off. Lenient: no honest mail comes near.
[[nodiscard]] bounded_mail bounded(std::string_view raw);

} // namespace connectors
