#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace projections {

inline constexpr std::size_t page_rows_default = 50;
inline constexpr std::size_t page_rows_max = 200;

/// Which rows of a list. `cursor` is what the page before gave as `next`; empty for the first page.
/// A page begins after the last row of the page before, wherever rows have been added since.
struct page_request {
    std::size_t limit = page_rows_default; ///< 1 to page_rows_max; larger is cut
    std::string cursor{};
};

template <class Row> struct page {
    std::vector<Row> rows;
    std::string next; ///< opaque, URL-safe; empty on the last page
};

/// The cursor is not one that this list gave. The caller's mistake, not a fault.
class bad_cursor : public std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

} // namespace projections
