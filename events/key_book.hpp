#pragma once

#include "events/installation_key.hpp"
#include "events/portable_vault.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace events {

/// A record of the topic of keys. An empty value is a tombstone.
struct key_record {
    std::string key;
    std::string value;
};

/// What the topic of keys amounts to, folded in its order by every node alike:
///
///     check/<nonce>            a known text under the installation's key; the first one holds
///     person/<id>/<nonce>      a person's wrapped key; the first one holds
///     erased/<id>              the person is erased for ever; no record before or after it holds
///     secret/<keyed hash>      kind, name and value, sealed together; the last one holds
///
/// Two nodes that make a key for one person at once write two records, and both take the first. The
/// nonce keeps the two apart for the cluster's compaction, which keeps the last record of each key:
/// without it the record that holds could go, and what was sealed with it would be lost.
class key_book {
public:
    explicit key_book(const installation_key& key) : installation_(key) {}

    void fold(std::string_view key, std::string_view value);

    /// Whether the topic was begun, and with this installation's key.
    enum class origin { nobody, ours, another };
    [[nodiscard]] origin begun_by() const { return begun_by_; }

    enum class presence { unknown, key, erased };
    [[nodiscard]] presence presence_of(const person_id& person) const;
    /// Empty when the person is unknown or erased. Throws corruption `vault-damaged`.
    [[nodiscard]] std::optional<data_key> key(const person_id& person) const;
    /// Records of keys of erased persons that are still to be replaced by tombstones.
    [[nodiscard]] std::vector<key_record> to_bury() const;

    [[nodiscard]] const std::string* secret(std::string_view kind, std::string_view name) const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    secrets(std::string_view kind) const;

    /// Everybody who has a key or was erased.
    [[nodiscard]] std::vector<person_id> persons() const;
    [[nodiscard]] std::vector<named_secret> all_secrets() const;

    [[nodiscard]] key_record check_record() const;
    /// With a key that was never there before.
    [[nodiscard]] key_record person_record(const person_id& person) const;
    /// With a key that another vault has for the person.
    [[nodiscard]] key_record person_record(const person_id& person, const data_key& key) const;
    [[nodiscard]] static key_record erasing_record(const person_id& person);
    /// A tombstone when the value is empty.
    [[nodiscard]] key_record secret_record(std::string_view kind, std::string_view name,
                                           std::string_view value) const;

private:
    struct person_keys {
        std::string wrapped; ///< of the record that holds
        bool erased = false;
        std::vector<std::string> records; ///< nonces of all that are in the topic
    };
    void fold_person(std::string_view rest, std::string_view value);
    void fold_secret(const std::string& key, std::string_view value);

    installation_key installation_;
    origin begun_by_ = origin::nobody;
    std::unordered_map<std::string, person_keys> persons_;
    std::set<std::string> unburied_; ///< whole keys
    std::map<std::string, std::map<std::string, std::string>, std::less<>> secrets_;
    std::unordered_map<std::string, std::pair<std::string, std::string>> named_; ///< by record key
};

} // namespace events
