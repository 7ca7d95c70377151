#include "events/key_cache.hpp"

#include "events/aead.hpp"

namespace events {

std::optional<data_key> key_cache::find(const person_id& person) {
    const auto found = by_person_.find(person);
    if (found == by_person_.end()) {
        return std::nullopt;
    }
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->key;
}

void key_cache::put(const person_id& person, const data_key& key) {
    remove(person);
    by_use_.push_front({person, key});
    by_person_[person] = by_use_.begin();
    if (by_use_.size() > keys_max_) {
        remove(person_id(by_use_.back().person));
    }
}

void key_cache::remove(const person_id& person) {
    const auto found = by_person_.find(person);
    if (found != by_person_.end()) {
        wipe(found->second->key);
        by_use_.erase(found->second);
        by_person_.erase(found);
    }
}

void key_cache::clear() {
    for (auto& one : by_use_) {
        wipe(one.key);
    }
    by_use_.clear();
    by_person_.clear();
}

} // namespace events
