#pragma once

#include "projections/snapshot.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace projections {

/// The rows of one table, in one number.
struct table_digest {
    table where = table::meta;
    std::uint64_t rows = 0;
    std::string sha256; ///< of its rows in key order, hex
    bool operator==(const table_digest&) const = default;
};

/// All that was derived from the log, table by table. Equal for every node that has folded the same
/// positions, however it came there.
struct rows_digest {
    std::string sha256; ///< of all of it, hex
    std::vector<table_digest> tables;
    bool operator==(const rows_digest&) const = default;
};

[[nodiscard]] rows_digest digest(const snapshot& view);

/// The tables in which two digests differ, by name, with their numbers of rows; empty when none.
[[nodiscard]] std::string difference(const rows_digest& a, const rows_digest& b);

} // namespace projections
