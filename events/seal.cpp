#include "events/aead.hpp"
#include "events/fault.hpp"
#include "events/vault.hpp"

#include <fmt/format.h>

namespace events {
namespace {

/// Authenticated with the box, so that it opens for this person in this part only.
std::string binding(const person_id& person, std::string_view part) {
    return fmt::format("{}\n{}", person.str(), part);
}

} // namespace

sealed_box seal(const vault& keys, const person_id& person, std::string_view part,
                std::string_view plain) {
    const auto key = keys.key(person);
    if (!key) {
        throw fault(
            "vault-key-missing",
            fmt::format("seal for person {}: there is no key, or it was destroyed; make the "
                        "key first, or give the person a new id",
                        person.str()));
    }
    return {person, std::string(part), base64(aead_seal(*key, binding(person, part), plain))};
}

std::optional<std::string> open(const vault& keys, const sealed_box& box) {
    const auto key = keys.key(box.person);
    if (!key) {
        return std::nullopt;
    }
    const auto sealed = bytes_from_base64(box.box);
    auto plain = sealed ? aead_open(*key, binding(box.person, box.part), *sealed) : std::nullopt;
    if (!plain) {
        throw corruption("sealed-box",
                         fmt::format("open the sealed data of person {} as {}: it is not what was "
                                     "sealed; compare the event with a backup of the log",
                                     box.person.str(), box.part));
    }
    return plain;
}

} // namespace events
