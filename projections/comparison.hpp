#pragma once

#include "projections/digest.hpp"

#include <string>
#include <vector>

namespace projections {

/// How a row differs.
enum class row_difference {
    only_first,  ///< the second has no such row
    only_second, ///< the first has no such row
    other_value,
};

/// A table in which two stores differ that have folded the same positions.
struct table_difference {
    std::string projection; ///< that writes the table; `fold` for what the fold itself keeps
    table where = table::meta;
    std::uint64_t rows = 0;       ///< in the first store
    std::uint64_t other_rows = 0; ///< in the second
    std::string first_key;        ///< of the first row that differs, for people
    row_difference how = row_difference::other_value;
};

struct comparison {
    rows_digest first;
    rows_digest second;
    std::vector<table_difference> differences; ///< in the order of the tables
};

/// The name of the projection that writes a table.
[[nodiscard]] std::string projection_of(table where);

/// Compares all that was derived from the log, on two threads.
[[nodiscard]] comparison compare(const snapshot& first, const snapshot& second);

} // namespace projections
