#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Authenticated encryption, XChaCha20-Poly1305 of libsodium, for boxes and wrapped keys.
namespace events {

using secret_key = std::array<std::uint8_t, 32>;

/// From the operating system's generator.
[[nodiscard]] secret_key random_key();
[[nodiscard]] std::string random_bytes(std::size_t size);

/// A random nonce (24 bytes) and the ciphertext with its tag (16 bytes more than `plain`).
/// `bound_to` is not in it, but must be the same to open it.
[[nodiscard]] std::string aead_seal(const secret_key& key, std::string_view bound_to,
                                    std::string_view plain);
/// Empty when key, bytes or `bound_to` are not those of the sealing.
[[nodiscard]] std::optional<std::string> aead_open(const secret_key& key, std::string_view bound_to,
                                                   std::string_view sealed);

/// HMAC-SHA-512/256, 32 bytes: a name that only those who have the key can make or recognise.
[[nodiscard]] std::string keyed_hash(const secret_key& key, std::string_view text);

/// RFC 4648 with padding.
[[nodiscard]] std::string base64(std::string_view bytes);
/// Empty when the text is not base64.
[[nodiscard]] std::optional<std::string> bytes_from_base64(std::string_view text);

/// Overwrites a secret that is not needed any more; a compiler may not drop it.
void wipe(std::span<std::uint8_t> secret);

} // namespace events
