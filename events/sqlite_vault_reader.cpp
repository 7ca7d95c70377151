#include "events/sqlite_vault_reader.hpp"

#include "events/sqlite_vault_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace events {
namespace {

/// About 10 MB: the persons of all open cases of a large office.
constexpr std::size_t cached_keys_max = 65'536;
/// Every request asks for its session and its account.
constexpr std::size_t known_secrets_max = 4096;
/// Keys that are in clear at once while a vault is copied, and those of a sync.
constexpr std::size_t persons_at_once = 1000;

} // namespace

sqlite_vault_reader::sqlite_vault_reader(sqlite_database database, const installation_key& key)
    : database_(std::move(database)), installation_(key),
      version_(database_, "PRAGMA data_version"),
      changes_(database_, fmt::format("SELECT ({}), (SELECT value FROM vault WHERE name = "
                                      "'secrets')",
                                      destroyed_query)),
      wrapped_(database_, "SELECT wrapped FROM persons WHERE person = ? AND destroyed = 0"),
      secret_(database_, "SELECT wrapped FROM secrets WHERE kind = ? AND name = ?"),
      secrets_(database_, "SELECT name, wrapped FROM secrets WHERE kind = ? ORDER BY name"),
      cache_(cached_keys_max) {}

std::optional<data_key> sqlite_vault_reader::key(const person_id& person) {
    const std::lock_guard lock(mutex_);
    forget_what_changed();
    if (const auto known = cache_.find(person)) {
        return known;
    }
    const sqlite_reset reset(wrapped_);
    if (!wrapped_.bind_text(1, person.str()).step()) {
        return std::nullopt;
    }
    const std::string bytes = unwrap(key_binding(person.str()), wrapped_.column_bytes(0));
    data_key key{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), key.size()), key.begin());
    cache_.put(person, key);
    return key;
}

std::vector<person_id> sqlite_vault_reader::not_in_memory(std::span<const person_id> persons) {
    const std::lock_guard lock(mutex_);
    forget_what_changed();
    std::vector<person_id> out;
    std::copy_if(persons.begin(), persons.end(), std::back_inserter(out),
                 [&](const person_id& one) { return !cache_.has(one); });
    return out;
}

void sqlite_vault_reader::remember(std::span<const std::pair<person_id, data_key>> keys,
                                   std::int64_t destroyed) {
    const std::lock_guard lock(mutex_);
    // Each change of the vault has its number: nobody has to ask for it again. Who has seen a later
    // one keeps nothing of before.
    if (destroyed > seen_destroyed_) {
        seen_destroyed_ = destroyed;
        cache_.clear();
    }
    if (seen_destroyed_ == destroyed) {
        for (const auto& [person, key] : keys) {
            cache_.put(person, key);
        }
    }
}

std::optional<std::string> sqlite_vault_reader::secret(std::string_view kind,
                                                       std::string_view name) {
    const std::lock_guard lock(mutex_);
    forget_what_changed();
    const std::string binding = secret_binding(kind, name);
    if (const auto known = known_secrets_.find(binding); known != known_secrets_.end()) {
        return known->second;
    }
    const sqlite_reset reset(secret_);
    if (!secret_.bind_text(1, kind).bind_text(2, name).step()) {
        return std::nullopt;
    }
    if (known_secrets_.size() >= known_secrets_max) {
        known_secrets_.clear();
    }
    return known_secrets_[binding] = unwrap(binding, secret_.column_bytes(0));
}

std::vector<std::pair<std::string, std::string>>
sqlite_vault_reader::secrets(std::string_view kind) {
    const std::lock_guard lock(mutex_);
    const sqlite_reset reset(secrets_);
    secrets_.bind_text(1, kind);
    std::vector<std::pair<std::string, std::string>> found;
    while (secrets_.step()) {
        std::string name(secrets_.column_bytes(0));
        std::string value = unwrap(secret_binding(kind, name), secrets_.column_bytes(1));
        found.emplace_back(std::move(name), std::move(value));
    }
    return found;
}

std::vector<kept_person> sqlite_vault_reader::persons_after(std::int64_t& after) {
    const std::lock_guard lock(mutex_);
    sqlite_statement rows(database_, fmt::format("SELECT id, person, wrapped, destroyed FROM "
                                                 "persons WHERE id > ? ORDER BY id LIMIT {}",
                                                 persons_at_once));
    rows.bind(1, after);
    std::vector<kept_person> out;
    out.reserve(persons_at_once); // moved about, keys would leave copies
    while (rows.step()) {
        after = rows.column(0);
        auto& one = out.emplace_back();
        one.person = person_id{rows.column_bytes(1)};
        if (rows.column(3) == 0) {
            auto bytes = unwrap(key_binding(one.person.str()), rows.column_bytes(2));
            auto& key = one.key.emplace();
            std::copy_n(bytes.begin(), std::min(bytes.size(), key.size()), key.begin());
            wipe({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
        }
    }
    return out;
}

std::vector<named_secret> sqlite_vault_reader::all_secrets() {
    const std::lock_guard lock(mutex_);
    sqlite_statement rows(database_, "SELECT kind, name, wrapped FROM secrets ORDER BY kind, name");
    std::vector<named_secret> out;
    while (rows.step()) {
        auto& one = out.emplace_back();
        one.kind = rows.column_bytes(0);
        one.name = rows.column_bytes(1);
        one.value = unwrap(secret_binding(one.kind, one.name), rows.column_bytes(2));
    }
    return out;
}

void sqlite_vault_reader::forget_what_changed() {
    const auto version = first_number(version_);
    if (version == seen_version_) {
        return;
    }
    const sqlite_reset reset(changes_);
    static_cast<void>(changes_.step()); // one row always: both columns are subqueries
    const auto destroyed = changes_.column(0);
    if (destroyed != seen_destroyed_) {
        seen_destroyed_ = destroyed;
        cache_.clear();
    }
    const auto secrets_changed = changes_.column(1);
    if (secrets_changed != seen_secrets_changed_) {
        seen_secrets_changed_ = secrets_changed;
        known_secrets_.clear();
    }
    seen_version_ = version; // last: a change that could not be read is noticed the next time
}

std::string sqlite_vault_reader::unwrap(const std::string& binding,
                                        std::string_view wrapped) const {
    auto plain = aead_open(installation_.bytes, binding, wrapped);
    if (!plain) {
        throw corruption("vault-damaged",
                         fmt::format("read {}: a row was changed or exchanged; keep this file, and "
                                     "restore the vault from a backup",
                                     database_.path().string()));
    }
    return std::move(*plain);
}

} // namespace events
