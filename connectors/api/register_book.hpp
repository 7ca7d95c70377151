#pragma once

#include "connectors/api/book_year.hpp"
#include "connectors/api/call.hpp"
#include "connectors/api/register_lines.hpp"
#include "connectors/books/book.hpp"

#include <string>

namespace connectors::api {

/// The whole book of a year as it is printed: what was corrected after a line was entered
/// stays, struck through, with the day in the notes; a line of totals closes each quarter, half
/// year and year that is over (TT 04/2023/TT-BTP art. 30.4).
[[nodiscard]] book register_book(call& of, const events::office_code& office,
                                 const book_year& year);

/// A page of its lines, in their order, with what was corrected; it may be shorter than asked for
/// though another follows. A line has the number of the
/// calendar year in which it was entered, whichever year the book is of.
[[nodiscard]] projections::page<register_line>
register_page(call& of, const events::office_code& office, const book_year& year,
              const projections::page_request& which);

/// All its lines with what was corrected, each as JSON and ended by a line feed.
[[nodiscard]] std::string register_json_lines(call& of, const events::office_code& office,
                                              const book_year& year);

} // namespace connectors::api
