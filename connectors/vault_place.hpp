#pragma once

#include "connectors/log_place.hpp"
#include "events/portable_vault.hpp"

#include <filesystem>
#include <memory>

namespace connectors {

/// The key that wraps the vault at a place: the file that was named, or that of the folder that the
/// place is or, for a topic, of the place at the other end of a copy.
struct vault_keys {
    std::filesystem::path named{}; ///< an installation.key; empty: none was
};

/// The two vaults that go with two logs. Null for a log in a file by itself, which has none.
struct two_vaults {
    std::unique_ptr<events::portable_vault> from;
    std::unique_ptr<events::portable_vault> to;
};

/// Opens the vault.db beside a folder's log.db, or the topic of keys beside a topic of events. The
/// target's folder gets a vault, with an installation key of its own, where it has none. Throws
/// fault: `installation-key-missing` when a topic is at one end and no key was named and none lies
/// in the folder at the other, and what opening a vault throws.
[[nodiscard]] two_vaults open_vaults(const log_place& from, const log_place& to,
                                     const vault_keys& keys);

} // namespace connectors
