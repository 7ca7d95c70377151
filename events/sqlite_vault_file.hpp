#pragma once

#include "events/installation_key.hpp"
#include "events/sqlite.hpp"

/// The file of the vault.
///
///     persons  person, wrapped key (zeros once destroyed), destroyed (0 or 1)
///     secrets  kind, name, wrapped value
///     vault    name, value: `check`, a known text under the installation's key, and `destroyed`,
///              a count that tells other processes to forget what they hold in memory
namespace events {

/// Opens a connection, makes the tables of a new vault, and checks the installation's key.
[[nodiscard]] sqlite_database open_vault_file(const std::filesystem::path& path,
                                              const installation_key& key);

/// What a wrapped secret is bound to, so that rows cannot be exchanged.
[[nodiscard]] std::string secret_binding(std::string_view kind, std::string_view name);

/// How often persons were erased.
inline constexpr const char* destroyed_query = "SELECT value FROM vault WHERE name = 'destroyed'";
/// The first column of the first row; 0 when there is none.
[[nodiscard]] std::int64_t first_number(sqlite_statement& statement);

} // namespace events
