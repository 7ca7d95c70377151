#pragma once

#include "events/vault.hpp"

#include <list>
#include <unordered_map>

namespace events {

/// Unwrapped keys that were used last, at most `keys_max`; what leaves it is overwritten. Used by
/// one thread at a time.
class key_cache {
public:
    explicit key_cache(std::size_t keys_max) : keys_max_(keys_max) {}
    ~key_cache() { clear(); }
    key_cache(const key_cache&) = delete;
    key_cache& operator=(const key_cache&) = delete;

    [[nodiscard]] std::optional<data_key> find(const person_id& person);
    void put(const person_id& person, const data_key& key);
    void remove(const person_id& person);
    void clear();
    [[nodiscard]] bool has(const person_id& person) const { return by_person_.contains(person); }
    [[nodiscard]] std::size_t size() const { return by_person_.size(); }

private:
    struct entry {
        person_id person;
        data_key key;
    };
    std::size_t keys_max_;
    std::list<entry> by_use_; ///< the last used one first
    std::unordered_map<person_id, std::list<entry>::iterator, strong_hash> by_person_;
};

} // namespace events
