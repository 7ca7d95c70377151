#pragma once

#include "ops/cli/invocation.hpp"
#include "ops/session/ask.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ops {

/// The options of every command that prints a list from pages.
[[nodiscard]] std::vector<argument> with_list_options(std::vector<argument> others);

/// How many rows `--limit` asks for, 0 for all. Throws usage_error.
[[nodiscard]] std::size_t rows_wanted(const arguments& given, std::int64_t otherwise);
/// Says that a list has more rows than were shown.
void say_more(printer& out, std::size_t shown);

/// Adds `name` as a query parameter when the option of that name was given.
void pass_on(question& into, const arguments& given, const std::string& name,
             const std::string& as = {});

/// Asks for a list and prints it. A table stops at 100 rows unless `--all` or `--limit` say
/// otherwise, and says so; programs get everything. `nothing` is said when there is nothing.
int print_list(invocation& on, session& from, question asked, const arguments& given,
               std::vector<column> columns, std::string_view nothing);

/// The same for a list that has no pages.
int print_short_list(invocation& on, session& from, const question& asked,
                     std::vector<column> columns, std::string_view nothing);

/// Prints a document of `items` and figures over them: a list, then the figures as `sums` name
/// them.
void print_with_sums(printer& out, const json& told, std::vector<column> columns,
                     const std::vector<column>& sums);

} // namespace ops
