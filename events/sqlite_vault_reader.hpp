#pragma once

#include "events/installation_key.hpp"
#include "events/key_cache.hpp"
#include "events/portable_vault.hpp"
#include "events/sqlite.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace events {

/// The connection that reads the vault, and the keys it has unwrapped. Throws sqlite_fault and
/// corruption.
class sqlite_vault_reader {
public:
    sqlite_vault_reader(sqlite_database database, const installation_key& key);

    [[nodiscard]] std::optional<data_key> key(const person_id& person);
    /// Those whose keys are not in memory.
    [[nodiscard]] std::vector<person_id> not_in_memory(std::span<const person_id> persons);
    /// Keys that are durable, unless a person was erased since `destroyed` had been so often.
    void remember(std::span<const std::pair<person_id, data_key>> keys, std::int64_t destroyed);
    [[nodiscard]] std::optional<std::string> secret(std::string_view kind, std::string_view name);
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> secrets(std::string_view kind);

    /// The next persons in the order in which they were written, erased ones too; none at the end.
    /// `after` begins with 0 and is moved on.
    [[nodiscard]] std::vector<kept_person> persons_after(std::int64_t& after);
    [[nodiscard]] std::vector<named_secret> all_secrets();

private:
    /// Drops the cached keys after anyone, in this process or another, has erased a person, and the
    /// cached secrets after anyone has changed one.
    void forget_what_changed();
    [[nodiscard]] std::string unwrap(const std::string& binding, std::string_view wrapped) const;

    std::mutex mutex_;
    sqlite_database database_;
    installation_key installation_;
    sqlite_statement version_;
    sqlite_statement changes_;
    sqlite_statement wrapped_;
    sqlite_statement secret_;
    sqlite_statement secrets_;
    key_cache cache_;
    std::map<std::string, std::string> known_secrets_; ///< by their binding
    std::int64_t seen_version_ = -1;
    std::int64_t seen_destroyed_ = -1;
    std::int64_t seen_secrets_changed_ = -1;
};

} // namespace events
