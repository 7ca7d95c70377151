#pragma once

#include "events/log.hpp"
#include "events/vault.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace events {

/// What somebody has made of a secret; nothing when it was removed.
struct secret_version {
    offset at = 0;
    std::optional<std::string> value{};
};

/// A secret in a log to which several nodes write, and where the last record holds.
struct shared_secret {
    std::optional<std::string> now; ///< when noting its versions began
    /// Writes another one, or removes it by an empty text; durable, and among the versions, when it
    /// returns. Returns its place.
    std::function<offset(const std::string&)> write;
    /// In the order of the log, whoever wrote them.
    std::function<std::vector<secret_version>()> versions;
};

/// Changes it as vault::change_secret() does. A log has no conditional append: whoever wrote last
/// looks at what lies before the own record, and where another node was faster by a moment, makes
/// the change once more, of what that one had written.
[[nodiscard]] bool change_shared_secret(shared_secret what, const vault::secret_change& change);

} // namespace events
