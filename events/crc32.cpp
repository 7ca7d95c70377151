#include "events/crc32.hpp"

#include <zlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace events {
namespace {

std::uint32_t by_zlib(std::uint32_t before, const unsigned char* bytes, std::size_t size) {
    return static_cast<std::uint32_t>(::crc32_z(before, bytes, size));
}

#if defined(__x86_64__)

constexpr std::size_t block = 16;
constexpr std::size_t blocks_at_once = 4;

#define MOTCUA_CARRYLESS __attribute__((target("pclmul,sse4.1")))

MOTCUA_CARRYLESS __m128i load(const unsigned char* bytes) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

/// The polynomial `of` moved on by the powers in `by`, with what follows there added.
MOTCUA_CARRYLESS __m128i fold(__m128i of, __m128i by, __m128i with) {
    return _mm_xor_si128(_mm_xor_si128(_mm_clmulepi64_si128(of, by, 0x00), with),
                         _mm_clmulepi64_si128(of, by, 0x11));
}

/// Whole blocks, at least four: V. Gopal et al., "Fast CRC Computation for Generic Polynomials
/// Using PCLMULQDQ" (Intel, 2009), with the constants of that paper for the reflected CRC-32. A log
/// is read several times as fast as with zlib's tables.
MOTCUA_CARRYLESS std::uint32_t by_carryless(std::uint32_t before, const unsigned char* bytes,
                                            std::size_t size) {
    const __m128i by_four = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
    const __m128i by_one = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
    const __m128i to_half = _mm_set_epi64x(0, 0x0163cd6124);
    const __m128i barrett = _mm_set_epi64x(0x01f7011641, 0x01db710641);
    const __m128i low_words = _mm_setr_epi32(~0, 0, ~0, 0);

    __m128i a = _mm_xor_si128(load(bytes), _mm_cvtsi32_si128(static_cast<int>(~before)));
    __m128i b = load(bytes + block);
    __m128i c = load(bytes + 2 * block);
    __m128i d = load(bytes + 3 * block);
    for (bytes += blocks_at_once * block, size -= blocks_at_once * block;
         size >= blocks_at_once * block;
         bytes += blocks_at_once * block, size -= blocks_at_once * block) {
        a = fold(a, by_four, load(bytes));
        b = fold(b, by_four, load(bytes + block));
        c = fold(c, by_four, load(bytes + 2 * block));
        d = fold(d, by_four, load(bytes + 3 * block));
    }
    a = fold(a, by_one, b);
    a = fold(a, by_one, c);
    a = fold(a, by_one, d);
    for (; size >= block; bytes += block, size -= block) {
        a = fold(a, by_one, load(bytes));
    }
    // 128 bits to 64, to 32, and Barrett's reduction.
    a = _mm_xor_si128(_mm_clmulepi64_si128(a, by_one, 0x10), _mm_srli_si128(a, 8));
    a = _mm_xor_si128(_mm_clmulepi64_si128(_mm_and_si128(a, low_words), to_half, 0x00),
                      _mm_srli_si128(a, 4));
    __m128i rest = _mm_clmulepi64_si128(_mm_and_si128(a, low_words), barrett, 0x10);
    rest = _mm_clmulepi64_si128(_mm_and_si128(rest, low_words), barrett, 0x00);
    return ~static_cast<std::uint32_t>(_mm_extract_epi32(_mm_xor_si128(a, rest), 1));
}

#undef MOTCUA_CARRYLESS

bool has_carryless() {
    return __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
}

#endif

} // namespace

std::uint32_t crc32(std::uint32_t before, std::string_view text) {
    // zlib takes no bytes at a null address as a wish to begin anew.
    if (text.empty()) {
        return before;
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    auto size = text.size();
#if defined(__x86_64__)
    static const bool fast = has_carryless();
    if (fast && size >= blocks_at_once * block) {
        const auto whole = size - size % block;
        before = by_carryless(before, bytes, whole);
        bytes += whole;
        size -= whole;
    }
#endif
    return size == 0 ? before : by_zlib(before, bytes, size);
}

} // namespace events
