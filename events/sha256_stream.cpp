#include "events/sha256_stream.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace events {
namespace {

void require(int worked) {
    if (worked != 1) {
        throw std::runtime_error("hash with SHA-256: libcrypto has no such algorithm");
    }
}

} // namespace

struct sha256_stream::state {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    state() = default;
    ~state() { EVP_MD_CTX_free(context); }
    state(const state&) = delete;
    state& operator=(const state&) = delete;
};

sha256_stream::sha256_stream() : state_(std::make_unique<state>()) {
    require(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr));
}

sha256_stream::~sha256_stream() = default;

void sha256_stream::add(std::string_view bytes) {
    require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()));
}

digest sha256_stream::end() {
    digest value;
    require(EVP_DigestFinal_ex(state_->context, value.bytes.data(), nullptr));
    return value;
}

} // namespace events
