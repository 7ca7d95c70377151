#pragma once

#include "projections/page.hpp"
#include "projections/snapshot.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace projections {

/// Which rows a list has: those of a table with from <= key < to.
struct row_range {
    table where = table::meta;
    std::string from;
    std::string to;
    /// The first page begins at the list's kept mark; `from` is then the list's prefix.
    bool is_list = false;
};

/// All rows whose key begins so.
[[nodiscard]] row_range rows_with_prefix(table where, std::string prefix);

/// The cursor of a page whose last row has this key.
[[nodiscard]] std::string cursor_at(table where, std::string_view key);
/// The other way round. Throws bad_cursor unless the key lies in the range: another list's cursor
/// could show what the caller may not see.
[[nodiscard]] std::string key_of_cursor(const std::string& cursor, const row_range& range);

struct raw_row {
    std::string key;
    std::string value;
};
using row_filter = std::function<bool(std::string_view key, std::string_view value)>;

/// One page of the rows of a range that pass the filter (all without one). Throws bad_cursor.
[[nodiscard]] page<raw_row> read_page(const snapshot& view, const row_range& range,
                                      const page_request& which, const row_filter& keep = {});

} // namespace projections
