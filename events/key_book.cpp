#include "events/key_book.hpp"

#include "events/digest.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace events {
namespace {

constexpr std::string_view check_text = "motcua vault";
constexpr std::string_view check_prefix = "check/";
constexpr std::string_view person_prefix = "person/";
constexpr std::string_view erased_prefix = "erased/";
constexpr std::string_view secret_prefix = "secret/";

std::string nonce() { return hex(sha256(random_bytes(32))).substr(0, 16); }

corruption damaged(std::string_view record) {
    return {"vault-damaged",
            fmt::format("read the record {} of the topic of keys: it was changed or exchanged; "
                        "stop all nodes, and restore the topic from a backup",
                        record)};
}

/// Lengths first, so that no kind or name can be taken for another.
std::string packed(std::string_view kind, std::string_view name, std::string_view value) {
    return fmt::format("{}\n{}\n{}{}{}", kind.size(), name.size(), kind, name, value);
}

struct unpacked {
    std::string kind, name, value;
};

std::optional<unpacked> unpack(std::string_view text) {
    std::size_t sizes[2]{};
    for (auto& size : sizes) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || end == 0 || end > 9) {
            return std::nullopt;
        }
        for (const char c : text.substr(0, end)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            size = size * 10 + static_cast<std::size_t>(c - '0');
        }
        text.remove_prefix(end + 1);
    }
    if (sizes[0] + sizes[1] > text.size()) {
        return std::nullopt;
    }
    return unpacked{std::string{text.substr(0, sizes[0])},
                    std::string{text.substr(sizes[0], sizes[1])},
                    std::string{text.substr(sizes[0] + sizes[1])}};
}

} // namespace

void key_book::fold(std::string_view key, std::string_view value) {
    if (key.starts_with(person_prefix)) {
        fold_person(key.substr(person_prefix.size()), value);
    } else if (key.starts_with(erased_prefix)) {
        const std::string who{key.substr(erased_prefix.size())};
        auto& one = persons_[who];
        one.wrapped.clear();
        one.erased = true;
        for (const auto& each : one.records) {
            unburied_.insert(fmt::format("{}{}/{}", person_prefix, who, each));
        }
    } else if (key.starts_with(secret_prefix)) {
        fold_secret(std::string{key}, value);
    } else if (key.starts_with(check_prefix) && begun_by_ == origin::nobody) {
        begun_by_ = aead_open(installation_.bytes, check_text, value) == check_text
                        ? origin::ours
                        : origin::another;
    }
}

void key_book::fold_person(std::string_view rest, std::string_view value) {
    const auto slash = rest.rfind('/');
    if (slash == std::string_view::npos) {
        return; // of a later version
    }
    const std::string who{rest.substr(0, slash)};
    const std::string which{rest.substr(slash + 1)};
    auto& one = persons_[who];
    if (value.empty()) {
        std::erase(one.records, which);
        unburied_.erase(fmt::format("{}{}", person_prefix, rest));
        return;
    }
    if (std::find(one.records.begin(), one.records.end(), which) == one.records.end()) {
        one.records.push_back(which);
    }
    if (one.erased) {
        unburied_.insert(fmt::format("{}{}", person_prefix, rest));
    } else if (one.wrapped.empty()) {
        one.wrapped = value;
    }
}

void key_book::fold_secret(const std::string& key, std::string_view value) {
    if (const auto known = named_.find(key); known != named_.end()) {
        secrets_[known->second.first].erase(known->second.second);
        named_.erase(known);
    }
    if (value.empty() || begun_by_ == origin::another) {
        return;
    }
    const auto plain = aead_open(installation_.bytes, key, value);
    auto what = plain ? unpack(*plain) : std::nullopt;
    if (!what) {
        throw damaged(key);
    }
    secrets_[what->kind][what->name] = std::move(what->value);
    named_[key] = {std::move(what->kind), std::move(what->name)};
}

key_book::presence key_book::presence_of(const person_id& person) const {
    const auto found = persons_.find(person.str());
    if (found == persons_.end()) {
        return presence::unknown;
    }
    if (found->second.erased) {
        return presence::erased;
    }
    return found->second.wrapped.empty() ? presence::unknown : presence::key;
}

std::optional<data_key> key_book::key(const person_id& person) const {
    const auto found = persons_.find(person.str());
    if (found == persons_.end() || found->second.wrapped.empty()) {
        return std::nullopt;
    }
    const auto plain =
        aead_open(installation_.bytes, key_binding(person.str()), found->second.wrapped);
    data_key out{};
    if (!plain || plain->size() != out.size()) {
        throw damaged(std::string{person_prefix} + person.str());
    }
    std::copy(plain->begin(), plain->end(), out.begin());
    return out;
}

std::vector<key_record> key_book::to_bury() const {
    std::vector<key_record> out;
    for (const auto& key : unburied_) {
        out.push_back({key, {}});
    }
    return out;
}

const std::string* key_book::secret(std::string_view kind, std::string_view name) const {
    const auto of_kind = secrets_.find(kind);
    if (of_kind == secrets_.end()) {
        return nullptr;
    }
    const auto found = of_kind->second.find(std::string{name});
    return found == of_kind->second.end() ? nullptr : &found->second;
}

std::vector<std::pair<std::string, std::string>> key_book::secrets(std::string_view kind) const {
    const auto of_kind = secrets_.find(kind);
    if (of_kind == secrets_.end()) {
        return {};
    }
    return {of_kind->second.begin(), of_kind->second.end()};
}

std::vector<person_id> key_book::persons() const {
    std::vector<person_id> out;
    for (const auto& [who, kept] : persons_) {
        if (kept.erased || !kept.wrapped.empty()) {
            out.emplace_back(who);
        }
    }
    return out;
}

std::vector<named_secret> key_book::all_secrets() const {
    std::vector<named_secret> out;
    for (const auto& [kind, of_kind] : secrets_) {
        for (const auto& [name, value] : of_kind) {
            out.push_back({kind, name, value});
        }
    }
    return out;
}

key_record key_book::check_record() const {
    return {std::string{check_prefix} + nonce(),
            aead_seal(installation_.bytes, check_text, check_text)};
}

key_record key_book::person_record(const person_id& person) const {
    data_key key = random_key();
    auto out = person_record(person, key);
    wipe(key);
    return out;
}

key_record key_book::person_record(const person_id& person, const data_key& key) const {
    auto wrapped = aead_seal(installation_.bytes, key_binding(person.str()),
                             {reinterpret_cast<const char*>(key.data()), key.size()});
    return {fmt::format("{}{}/{}", person_prefix, person.str(), nonce()), std::move(wrapped)};
}

key_record key_book::erasing_record(const person_id& person) {
    return {std::string{erased_prefix} + person.str(), "erased"};
}

key_record key_book::secret_record(std::string_view kind, std::string_view name,
                                   std::string_view value) const {
    // Names are logins: whoever reads the topic must not learn them.
    const auto hidden = hex(sha256(keyed_hash(installation_.bytes, packed(kind, name, {}))));
    auto key = std::string{secret_prefix} + hidden.substr(0, 32);
    if (value.empty()) {
        return {std::move(key), {}};
    }
    auto sealed = aead_seal(installation_.bytes, key, packed(kind, name, value));
    return {std::move(key), std::move(sealed)};
}

} // namespace events
