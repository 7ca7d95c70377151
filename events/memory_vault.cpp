#include "events/memory_vault.hpp"

#include "events/aead.hpp"
#include "events/vault_faults.hpp"

#include <algorithm>

namespace events {

void memory_vault::ensure(std::span<const person_id> persons) {
    const std::lock_guard lock(mutex_);
    for (const auto& person : persons) {
        const auto found = keys_.find(person);
        if (found != keys_.end() && !found->second) {
            throw destroyed_fault(person);
        }
    }
    for (const auto& person : persons) {
        if (keys_.find(person) == keys_.end()) {
            keys_.emplace(person, random_key());
        }
    }
}

std::optional<data_key> memory_vault::key(const person_id& person) const {
    const std::lock_guard lock(mutex_);
    const auto found = keys_.find(person);
    return found != keys_.end() ? found->second : std::nullopt;
}

void memory_vault::destroy(const person_id& person) {
    const std::lock_guard lock(mutex_);
    keys_[person] = std::nullopt;
}

void memory_vault::put_secret(std::string_view kind, std::string_view name,
                              std::string_view value) {
    const std::lock_guard lock(mutex_);
    auto& of_kind = secrets_[std::string(kind)];
    if (value.empty()) {
        of_kind.erase(std::string(name));
    } else {
        of_kind[std::string(name)] = value;
    }
}

std::optional<std::string> memory_vault::secret(std::string_view kind,
                                                std::string_view name) const {
    const std::lock_guard lock(mutex_);
    const auto of_kind = secrets_.find(kind);
    if (of_kind == secrets_.end()) {
        return std::nullopt;
    }
    const auto found = of_kind->second.find(std::string(name));
    return found != of_kind->second.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<std::pair<std::string, std::string>>
memory_vault::secrets(std::string_view kind) const {
    const std::lock_guard lock(mutex_);
    const auto of_kind = secrets_.find(kind);
    return of_kind != secrets_.end() ? std::vector<std::pair<std::string, std::string>>(
                                           of_kind->second.begin(), of_kind->second.end())
                                     : std::vector<std::pair<std::string, std::string>>();
}

} // namespace events
