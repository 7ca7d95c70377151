#pragma once

#include "projections/row_arena.hpp"
#include "projections/table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace projections {

/// Changes of rows on their way into the store. Of several changes of one row the last one wins.
class row_batch {
public:
    struct row {
        std::string_view key; ///< with the table's byte in front
        std::string_view value;
        bool erased = false;
    };

    void put(table where, std::string_view key, std::string_view value);
    void erase(table where, std::string_view key);

    [[nodiscard]] std::size_t bytes() const { return arena_.bytes(); }
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    void clear();

    /// Visits the changes of a family in the order in which they were made.
    template <class Visit> void each(family which, Visit&& visit) const {
        const auto& places = places_[static_cast<std::size_t>(which)];
        for (std::size_t i = 0; i < places.size(); ++i) {
            // Sorted rows lie anywhere in memory; the next ones are on their way meanwhile.
            if (i + fetched_ahead < places.size()) {
                const char* const soon = places[i + fetched_ahead].begin;
                __builtin_prefetch(soon);
                __builtin_prefetch(soon + cache_line);
            }
            visit(at(places[i]));
        }
    }
    [[nodiscard]] bool has(family which) const {
        return !places_[static_cast<std::size_t>(which)].empty();
    }
    /// Brings the changes of a family into key order and forgets those that were overwritten.
    void sort(family which);

private:
    struct place {
        const char* begin; ///< of the key; the value follows it
        std::uint32_t key_size;
        std::uint32_t value_size; ///< or `erased`
    };
    /// The bytes of a key from where keys differ on, as numbers that compare as the bytes do; zeros
    /// after its end.
    using key_head = std::array<std::uint64_t, 3>;
    /// A change with the part of its key by which nearly all keys differ, so that sorting does not
    /// go back to the keys themselves.
    struct sorted_place {
        key_head head;
        std::uint32_t key_size;
        std::uint32_t number; ///< in the order in which changes were made
    };
    static constexpr std::uint32_t erased = 0xffffffffU;
    static constexpr std::size_t fetched_ahead = 8;
    static constexpr std::size_t cache_line = 64;

    void add(table where, std::string_view key, std::string_view value, bool erase);
    [[nodiscard]] static row at(const place& one);
    [[nodiscard]] static std::string_view key_of(const place& one);
    [[nodiscard]] static key_head head_of(std::string_view key, std::size_t from);
    /// Below, above or at 0.
    [[nodiscard]] static int compare(const key_head& a, const key_head& b);
    [[nodiscard]] static std::size_t common_prefix(const std::vector<place>& of);

    row_arena arena_;
    std::array<std::vector<place>, families> places_;
    // Of sort(): memory that is used again, since new memory costs more than what is done in it.
    std::vector<sorted_place> sorting_;
    std::vector<place> in_order_;
};

} // namespace projections
