#pragma once

#include "events/portable_vault.hpp"

#include <cstdint>

namespace events {

struct vault_copy_report {
    std::uint64_t persons = 0;        ///< that the source keeps, erased ones included
    std::uint64_t keys_copied = 0;    ///< by this run; the rest was there
    std::uint64_t erased = 0;         ///< persons that this run erased in the target
    std::uint64_t secrets_copied = 0; ///< accounts and progress of duties that the target lacked
    std::uint64_t secrets_kept = 0;   ///< that the target has otherwise, and keeps
};

/// Makes a vault open everything that another one opens, and nothing that it does not: without its
/// keys a copied log is a list of steps about nobody. Persons who are erased in either are erased
/// in the target afterwards. Proves it by reading both. May be repeated; then it does what is left.
/// Throws fault: `vault-copy-differs` when the target has another key for a person or was changed
/// meanwhile, and what both vaults throw.
vault_copy_report copy_vault(const portable_vault& from, portable_vault& to);

} // namespace events
