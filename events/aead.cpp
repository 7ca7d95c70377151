#include "events/aead.hpp"

#include "events/fault.hpp"

#include <sodium.h>

namespace events {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(std::tuple_size_v<secret_key> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

void require_sodium() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) {
        throw fault("random", "start libsodium: the system's random generator does not answer");
    }
}

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

} // namespace

secret_key random_key() {
    require_sodium();
    secret_key key;
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string random_bytes(std::size_t size) {
    require_sodium();
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string aead_seal(const secret_key& key, std::string_view bound_to, std::string_view plain) {
    std::string sealed = random_bytes(nonce_size);
    sealed.resize(nonce_size + plain.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(plain),
                                               plain.size(), raw(bound_to), bound_to.size(),
                                               nullptr, raw(sealed), key.data());
    return sealed;
}

std::optional<std::string> aead_open(const secret_key& key, std::string_view bound_to,
                                     std::string_view sealed) {
    require_sodium();
    if (sealed.size() < nonce_size + tag_size) {
        return std::nullopt;
    }
    std::string plain(sealed.size() - nonce_size - tag_size, '\0');
    const int answer = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(plain), nullptr, nullptr, raw(sealed) + nonce_size, sealed.size() - nonce_size,
        raw(bound_to), bound_to.size(), raw(sealed), key.data());
    return answer == 0 ? std::optional(std::move(plain)) : std::nullopt;
}

std::string keyed_hash(const secret_key& key, std::string_view text) {
    require_sodium();
    static_assert(std::tuple_size_v<secret_key> == crypto_auth_KEYBYTES);
    std::string out(crypto_auth_BYTES, '\0');
    crypto_auth(raw(out), raw(text), text.size(), key.data());
    return out;
}

std::string base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back(); // the terminating zero
    return text;
}

std::optional<std::string> bytes_from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const int answer = sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(),
                                         nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (answer != 0) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

void wipe(std::span<std::uint8_t> secret) { sodium_memzero(secret.data(), secret.size()); }

} // namespace events
