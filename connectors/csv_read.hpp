#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// A row of a file, with the line on which it begins.
struct csv_row {
    std::size_t line = 1;
    std::vector<std::string> cells;
};

/// Reads CSV as spreadsheets write it: RFC 4180 quotes, any line end, an optional byte order mark;
/// separated by a tab, ';' or ',', whichever the first line has first. Lines without any text are
/// left out.
[[nodiscard]] std::vector<csv_row> read_csv(std::string_view bytes);

} // namespace connectors
