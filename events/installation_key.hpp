#pragma once

#include "events/aead.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace events {

/// The key that wraps all keys and secrets of the vault. Whoever has it and the vault's file has
/// all sealed data, and without it nobody has any: it is backed up apart from the vault.
struct installation_key {
    secret_key bytes{};
};

/// What its file is called in a data folder.
inline constexpr std::string_view installation_key_file = "installation.key";

/// Reads the key's file (32 bytes, mode 0600). Throws fault: `file` when it is missing,
/// `installation-key-mode` when others may read it, `installation-key-damaged`.
[[nodiscard]] installation_key load_installation_key(const std::filesystem::path& path);
/// The same, but makes one with a random key when it is missing.
[[nodiscard]] installation_key load_or_make_installation_key(const std::filesystem::path& path);

/// What a person's wrapped key is bound to in every vault, so that two persons' keys cannot be
/// exchanged.
[[nodiscard]] std::string key_binding(std::string_view person);

} // namespace events
