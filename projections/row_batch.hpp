#pragma once

#include "projections/table.hpp"

#include <array>
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
        for (const auto& one : places_[static_cast<std::size_t>(which)]) {
            visit(at(one));
        }
    }
    /// Brings the changes of a family into key order and forgets those that were overwritten.
    void sort(family which);

private:
    struct place {
        std::array<std::uint64_t, 2> head; ///< first bytes of the key, for quick comparison
        std::uint64_t begin;
        std::uint32_t key_size;
        std::uint32_t value_size; ///< or `erased`
    };
    static constexpr std::uint32_t erased = 0xffffffffU;

    void add(table where, std::string_view key, std::string_view value, bool erase);
    [[nodiscard]] row at(const place& one) const;
    [[nodiscard]] bool before(const place& a, const place& b) const;

    std::string arena_;
    std::array<std::vector<place>, families> places_;
};

} // namespace projections
