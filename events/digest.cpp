#include "events/digest.hpp"

#include "events/hex_bytes.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace events {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

struct context_closer {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

} // namespace

digest sha256(std::string_view bytes) {
    // Looked up once: the one-call SHA256() looks its algorithm up again for every text, which
    // costs as much as hashing an event does.
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const std::unique_ptr<EVP_MD_CTX, context_closer> context{EVP_MD_CTX_new()};
    digest value;
    if (EVP_DigestInit_ex2(context.get(), algorithm, nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), value.bytes.data(), nullptr) != 1) {
        throw std::runtime_error("hash with SHA-256: libcrypto has no such algorithm");
    }
    return value;
}

std::string hex(const digest& value) {
    std::string text(2 * value.bytes.size(), '\0');
    for (std::size_t i = 0; i < value.bytes.size(); ++i) {
        text[2 * i] = hex_digits[value.bytes[i] >> 4U];
        text[2 * i + 1] = hex_digits[value.bytes[i] & 15U];
    }
    return text;
}

std::optional<digest> digest_from_hex(std::string_view text) {
    digest value;
    if (text.size() != 2 * value.bytes.size()) {
        return std::nullopt;
    }
    if (!bytes_of_hex(text.data(), value.bytes.data()) ||
        !bytes_of_hex(text.data() + 32, value.bytes.data() + 16)) {
        return std::nullopt;
    }
    return value;
}

} // namespace events
