#pragma once

#include "connectors/api/call.hpp"
#include "connectors/books/book.hpp"
#include "engine/rules/book_rules.hpp"
#include "projections/period.hpp"

namespace connectors::api {

/// The book of a period as it is printed: corrections struck through, and closed with its totals
/// after each quarter of the year, half of the statistics year and statistics year that is over
/// (TT 04/2023/TT-BTP art. 30.4).
[[nodiscard]] book sector_register_book(call& of, const engine::register_rule& what,
                                        const events::office_code& office,
                                        const projections::period& when);

} // namespace connectors::api
