#include "connectors/api/credentials.hpp"

#include "events/fault.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstdint>

namespace connectors {
namespace {

constexpr std::size_t password_bytes_min = 8;
constexpr std::size_t password_bytes_max = 1024;

void use_sodium() {
    if (sodium_init() < 0) {
        throw events::fault("no-randomness", "libsodium found no source of random numbers");
    }
}

} // namespace

void check_password_form(std::string_view password) {
    if (password.size() < password_bytes_min || password.size() > password_bytes_max) {
        throw events::fault("account-malformed",
                            fmt::format("set a password: it must have {} to {} bytes; choose "
                                        "another one",
                                        password_bytes_min, password_bytes_max));
    }
}

std::string hash_password(std::string_view password) {
    use_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        throw events::fault("out-of-memory",
                            "hash a password: not enough memory for Argon2id (64 MiB); free some");
    }
    return out.data();
}

bool is_password(std::string_view password, const std::string& hash) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string random_token() {
    use_sodium();
    std::array<std::uint8_t, 32> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 64> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

} // namespace connectors
