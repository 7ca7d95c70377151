#include "events/crc32.hpp"

#include <zlib.h>

#include <cstddef>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace events {
namespace {

std::uint32_t by_table(std::uint32_t before, std::string_view text) {
    return static_cast<std::uint32_t>(
        ::crc32_z(before, reinterpret_cast<const Bytef*>(text.data()), text.size()));
}

#if defined(__x86_64__)

constexpr std::size_t fold_bytes_min = 64;

/// Brings `over` past the bytes of `next`, for whose distance the constants are made.
[[gnu::target("pclmul,sse4.1")]] __m128i fold(__m128i over, __m128i constants, __m128i next) {
    const auto low = _mm_clmulepi64_si128(over, constants, 0x00);
    const auto high = _mm_clmulepi64_si128(over, constants, 0x11);
    return _mm_xor_si128(_mm_xor_si128(high, next), low);
}

[[gnu::target("pclmul,sse4.1")]] __m128i load(const char* from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

/// V. Gopal and others, Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction
/// (Intel, 2009), with its constants for the reflected polynomial. The size is a multiple of 16 and
/// at least 64; the CRC comes and goes without its final inversion.
[[gnu::target("pclmul,sse4.1")]] std::uint32_t by_folding(std::uint32_t before, const char* at,
                                                          std::size_t size) {
    const auto four_on = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
    const auto one_on = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
    const auto half_on = _mm_set_epi64x(0, 0x0163cd6124);
    const auto barrett = _mm_set_epi64x(0x01f7011641, 0x01db710641);
    const auto low_words = _mm_setr_epi32(~0, 0, ~0, 0);

    auto a = _mm_xor_si128(load(at), _mm_cvtsi32_si128(static_cast<int>(before)));
    auto b = load(at + 16);
    auto c = load(at + 32);
    auto d = load(at + 48);
    for (at += 64, size -= 64; size >= 64; at += 64, size -= 64) {
        a = fold(a, four_on, load(at));
        b = fold(b, four_on, load(at + 16));
        c = fold(c, four_on, load(at + 32));
        d = fold(d, four_on, load(at + 48));
    }
    a = fold(a, one_on, b);
    a = fold(a, one_on, c);
    a = fold(a, one_on, d);
    for (; size >= 16; at += 16, size -= 16) {
        a = fold(a, one_on, load(at));
    }
    // 128 bits become 64, then 32.
    a = _mm_xor_si128(_mm_srli_si128(a, 8), _mm_clmulepi64_si128(a, one_on, 0x10));
    a = _mm_xor_si128(_mm_srli_si128(a, 4),
                      _mm_clmulepi64_si128(_mm_and_si128(a, low_words), half_on, 0x00));
    auto quotient = _mm_clmulepi64_si128(_mm_and_si128(a, low_words), barrett, 0x10);
    quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, low_words), barrett, 0x00);
    return static_cast<std::uint32_t>(_mm_extract_epi32(_mm_xor_si128(a, quotient), 1));
}

bool can_fold() {
    return __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
}

#endif

} // namespace

std::uint32_t crc32(std::uint32_t before, std::string_view text) {
#if defined(__x86_64__)
    static const bool folds = can_fold();
    if (folds && text.size() >= fold_bytes_min) {
        const auto folded = text.size() / 16 * 16;
        return by_table(~by_folding(~before, text.data(), folded), text.substr(folded));
    }
#endif
    return by_table(before, text);
}

} // namespace events
