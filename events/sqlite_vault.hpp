#pragma once

#include "events/installation_key.hpp"
#include "events/portable_vault.hpp"

namespace events {

/// The vault of the embedded log: one SQLite file, made when missing, whose keys and secrets are
/// wrapped by the installation's key. Several processes may use it at once. After destroy() neither
/// the file nor its WAL holds the wrapped key; blocks that the file system has freed, and backups,
/// may, and are useless without the installation's key.
///
/// Throws fault: `vault-key-wrong` when the file was made with another installation key, `vault`
/// when the file fails, `vault-stopped` for every change after a failed sync.
[[nodiscard]] std::unique_ptr<portable_vault> open_sqlite_vault(const std::filesystem::path& path,
                                                                const installation_key& key);

} // namespace events
