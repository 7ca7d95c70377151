#pragma once

#include "connectors/api/sector_lines.hpp"
#include "connectors/books/book.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

/// How the registers of the sector are laid out on paper and in spreadsheets: by what enters them.
namespace connectors::api {

[[nodiscard]] std::vector<book_column> register_columns(const engine::register_rule& what);
/// The cells of those columns. `number`: of the line in the book.
[[nodiscard]] book_row register_row(const engine::register_rule& what, const book_line& line,
                                    std::size_t number);
/// What its totals count.
[[nodiscard]] std::string_view register_unit(const engine::register_rule& what);
[[nodiscard]] std::vector<engine::form_signature>
register_signatures(const engine::register_rule& what);

} // namespace connectors::api
