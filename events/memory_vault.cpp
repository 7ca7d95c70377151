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

void memory_vault::each_person(
    const std::function<void(std::span<const kept_person>)>& visit) const {
    std::vector<kept_person> all;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [person, key] : keys_) {
            all.push_back({person, key});
        }
    }
    visit(all);
}

portable_vault::taken memory_vault::take_over(std::span<const kept_person> persons) {
    const std::lock_guard lock(mutex_);
    for (const auto& one : persons) {
        const auto known = keys_.find(one.person);
        if (known != keys_.end() && known->second && one.key && known->second != one.key) {
            throw other_key_fault(one.person);
        }
    }
    taken out;
    for (const auto& one : persons) {
        const auto [known, fresh] = keys_.emplace(one.person, one.key);
        if (one.key) {
            out.keys += fresh ? 1U : 0U;
        } else if (fresh || known->second) {
            known->second = std::nullopt;
            ++out.erased;
        }
    }
    return out;
}

std::vector<named_secret> memory_vault::all_secrets() const {
    const std::lock_guard lock(mutex_);
    std::vector<named_secret> out;
    for (const auto& [kind, of_kind] : secrets_) {
        for (const auto& [name, value] : of_kind) {
            out.push_back({kind, name, value});
        }
    }
    return out;
}

} // namespace events
