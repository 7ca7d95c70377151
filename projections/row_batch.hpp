#pragma once

#include "projections/table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// Changes of rows on their way into the store, side by side in one piece of memory. Of several
/// changes of one row the last one wins.
class row_batch {
public:
    struct row {
        std::string_view key; ///< with the table's byte in front
        std::string_view value;
        bool erased = false;
    };

    void put(table where, std::string_view key, std::string_view value);
    void erase(table where, std::string_view key);

    [[nodiscard]] std::size_t bytes() const { return arena_.size(); }
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    void clear();

    /// Visits the changes of a family in the order in which they were made.
    template <class Visit> void each(family which, Visit&& visit) const {
        const auto& places = places_[static_cast<std::size_t>(which)];
        for (std::size_t i = 0; i < places.size(); ++i) {
            // Sorted rows lie anywhere in memory; the next ones are on their way meanwhile.
            if (i + fetched_ahead < places.size()) {
                const char* const soon = arena_.data() + places[i + fetched_ahead].begin;
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
        std::uint64_t begin;
        std::uint32_t key_size;
        std::uint32_t value_size; ///< or `erased`
    };
    struct sorted_place;
    static constexpr std::uint32_t erased = 0xffffffffU;
    static constexpr std::size_t fetched_ahead = 8;
    static constexpr std::size_t cache_line = 64;

    void add(table where, std::string_view key, std::string_view value, bool erase);
    [[nodiscard]] row at(const place& one) const;
    [[nodiscard]] std::string_view key_of(const place& one) const;
    [[nodiscard]] std::size_t common_prefix(const std::vector<place>& of) const;

    std::string arena_;
    std::array<std::vector<place>, families> places_;
};

} // namespace projections
