#pragma once

#include "connectors/api/sector_lines.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace connectors::api {

/// The register of that name, of the rules in force; null where they have none. The follow-up
/// register is a book of its own (register_book.hpp); the printed books of the others are of
/// sector_book.hpp.
[[nodiscard]] const engine::register_rule* find_sector_register(const call& of,
                                                                std::string_view name);
[[nodiscard]] std::vector<std::string> sector_register_names(const call& of);

/// The lines that belong into the book, by the day of entry; a page may be shorter than asked for
/// though another follows.
[[nodiscard]] projections::page<book_line>
sector_register_lines(call& of, const engine::register_rule& what,
                      const events::office_code& office, const projections::period& when,
                      const projections::page_request& which);

/// All its lines, each as JSON and ended by a line feed.
[[nodiscard]] std::string sector_register_json_lines(call& of, const engine::register_rule& what,
                                                     const events::office_code& office,
                                                     const projections::period& when);

/// What is kept when the book is closed: its lines without what is personal, which stays sealed
/// with its case.
[[nodiscard]] json sector_register_content(call& of, const engine::register_rule& what,
                                           const events::office_code& office,
                                           const projections::period& when);

} // namespace connectors::api
