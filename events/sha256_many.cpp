#include "events/sha256_many.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

/// SHA-256 (FIPS 180-4) of sixteen texts side by side: word t of all sixteen lies in one vector.
namespace events {
namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t block_bytes = 64;
using lane_words = std::uint32_t __attribute__((vector_size(lanes * sizeof(std::uint32_t))));
using lane_state = std::array<lane_words, 8>;

constexpr std::array<std::uint32_t, 8> first_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// clang-format off
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
// clang-format on

/// One block of each lane. The compiler makes one version for each kind of processor, so nothing in
/// here may be a function of its own.
#if defined(__x86_64__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void compress(lane_state& state, const std::array<const unsigned char*, lanes>& blocks) {
    alignas(64) std::array<std::array<std::uint32_t, lanes>, 16> words;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        for (std::size_t t = 0; t < 16; ++t) {
            std::uint32_t word = 0;
            std::memcpy(&word, blocks[lane] + 4 * t, sizeof word);
            words[t][lane] = __builtin_bswap32(word);
        }
    }
    std::array<lane_words, 16> w;
    std::memcpy(w.data(), words.data(), sizeof w);
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 64; ++t) {
        auto& now = w[t % 16];
        if (t >= 16) {
            const auto x = w[(t + 1) % 16];
            const auto y = w[(t + 14) % 16];
            const auto s0 = ((x >> 7U) | (x << 25U)) ^ ((x >> 18U) | (x << 14U)) ^ (x >> 3U);
            const auto s1 = ((y >> 17U) | (y << 15U)) ^ ((y >> 19U) | (y << 13U)) ^ (y >> 10U);
            now += s0 + w[(t + 9) % 16] + s1;
        }
        const auto big1 =
            ((e >> 6U) | (e << 26U)) ^ ((e >> 11U) | (e << 21U)) ^ ((e >> 25U) | (e << 7U));
        const auto big0 =
            ((a >> 2U) | (a << 30U)) ^ ((a >> 13U) | (a << 19U)) ^ ((a >> 22U) | (a << 10U));
        const auto t1 = h + big1 + ((e & f) ^ (~e & g)) + round_constants[t] + now;
        const auto t2 = big0 + ((a & b) | (c & (a | b)));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

/// What one lane still has to do for its text: whole blocks where they lie, then the end of the
/// text with padding and length.
class lane_text {
public:
    void begin(std::string_view text) {
        at_ = reinterpret_cast<const unsigned char*>(text.data());
        whole_ = text.size() / block_bytes;
        const std::size_t rest = text.size() % block_bytes;
        tail_.fill(0);
        if (rest > 0) {
            std::memcpy(tail_.data(), at_ + whole_ * block_bytes, rest);
        }
        tail_[rest] = 0x80;
        tail_blocks_ = rest + 9 > block_bytes ? 2 : 1;
        const std::uint64_t bits = std::uint64_t{text.size()} * 8;
        for (std::size_t i = 0; i < 8; ++i) {
            tail_[tail_blocks_ * block_bytes - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
        }
        left_ = whole_ + tail_blocks_;
    }
    [[nodiscard]] bool busy() const { return left_ > 0; }
    /// The next block, which is then taken.
    const unsigned char* take() {
        --left_;
        if (left_ >= tail_blocks_) {
            const auto* const out = at_;
            at_ += block_bytes;
            return out;
        }
        return tail_.data() + (tail_blocks_ - 1 - left_) * block_bytes;
    }

private:
    const unsigned char* at_ = nullptr;
    std::size_t whole_ = 0;
    std::size_t tail_blocks_ = 0;
    std::size_t left_ = 0;
    std::array<unsigned char, 2 * block_bytes> tail_{};
};

void set_lane(lane_state& state, std::size_t lane) {
    for (std::size_t i = 0; i < state.size(); ++i) {
        state[i][lane] = first_state[i];
    }
}

digest lane_digest(const lane_state& state, std::size_t lane) {
    digest out;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const std::uint32_t word = __builtin_bswap32(state[i][lane]);
        std::memcpy(out.bytes.data() + 4 * i, &word, sizeof word);
    }
    return out;
}

void hash_side_by_side(std::span<const std::string_view> texts, std::span<digest> into) {
    static constexpr std::array<unsigned char, block_bytes> nothing{};
    std::array<lane_text, lanes> work;
    std::array<std::size_t, lanes> text_of{};
    lane_state state{};
    std::array<const unsigned char*, lanes> blocks{};
    std::size_t next = 0;
    for (std::size_t running = 1; running > 0;) {
        running = 0;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            if (!work[lane].busy() && next < texts.size()) {
                work[lane].begin(texts[next]);
                text_of[lane] = next++;
                set_lane(state, lane);
            }
            running += work[lane].busy() ? 1U : 0U;
            blocks[lane] = work[lane].busy() ? work[lane].take() : nullptr;
        }
        if (running == 0) {
            return;
        }
        std::array<bool, lanes> ends{};
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            ends[lane] = blocks[lane] != nullptr && !work[lane].busy();
            blocks[lane] = blocks[lane] != nullptr ? blocks[lane] : nothing.data();
        }
        compress(state, blocks);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            if (ends[lane]) {
                into[text_of[lane]] = lane_digest(state, lane);
            }
        }
    }
}

/// Whether one text after the other is faster: libcrypto then uses SHA instructions, or there are
/// no vectors that are wide enough.
bool one_by_one_is_faster() {
#if defined(__x86_64__)
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    constexpr unsigned sha_instructions = 1U << 29U;
    const bool known = __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0;
    return (known && (b & sha_instructions) != 0) || !__builtin_cpu_supports("avx2");
#else
    return true;
#endif
}

} // namespace

void sha256_many(std::span<const std::string_view> texts, std::span<digest> into) {
    static const bool one_by_one = one_by_one_is_faster();
    if (!one_by_one) {
        hash_side_by_side(texts, into);
        return;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        into[i] = sha256(texts[i]);
    }
}

} // namespace events
