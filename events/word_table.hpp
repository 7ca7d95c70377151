#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace events {

/// Finds which of some different words a text is, with one comparison mostly: an event has several
/// words out of sets of up to eighty. Made when compiling.
template <std::size_t Count> class word_table {
    static_assert(Count < 255);

public:
    constexpr explicit word_table(const std::array<std::string_view, Count>& words)
        : words_(words) {
        slots_.fill(none);
        for (std::size_t i = 0; i < Count; ++i) {
            auto at = place_of(words[i]);
            while (slots_[at] != none) {
                at = (at + 1) % slots_.size();
            }
            slots_[at] = static_cast<std::uint8_t>(i);
        }
    }

    [[nodiscard]] static constexpr std::size_t size() { return Count; }
    /// The word's index; size() when it is none of them.
    [[nodiscard]] constexpr std::size_t find(std::string_view text) const {
        for (auto at = place_of(text); slots_[at] != none; at = (at + 1) % slots_.size()) {
            if (words_[slots_[at]] == text) {
                return slots_[at];
            }
        }
        return Count;
    }

private:
    static constexpr std::uint8_t none = 255;

    /// From the length and a few letters: the words are known and differ in these.
    static constexpr std::size_t place_of(std::string_view text) {
        std::uint32_t out = static_cast<std::uint32_t>(text.size());
        if (!text.empty()) {
            for (const auto at : {std::size_t{0}, text.size() / 4, text.size() / 2,
                                  3 * text.size() / 4, text.size() - 1}) {
                out = out * 0x9e3779b1U + static_cast<unsigned char>(text[at]);
            }
        }
        return (out ^ (out >> 15U)) % slot_count;
    }

    static constexpr std::size_t slot_count = std::bit_ceil(4 * Count);
    std::array<std::string_view, Count> words_;
    std::array<std::uint8_t, slot_count> slots_{};
};

} // namespace events
