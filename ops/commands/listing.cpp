#include "ops/commands/listing.hpp"

#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

constexpr std::int64_t table_rows = 100;
constexpr std::int64_t rows_max = 100'000'000;

} // namespace

std::vector<argument> with_list_options(std::vector<argument> others) {
    others.push_back(option("limit", "N", "At most so many; a table stops at 100"));
    others.push_back(flag("all", "All of them"));
    return others;
}

std::size_t rows_wanted(const arguments& given, std::int64_t otherwise) {
    return static_cast<std::size_t>(given.number("limit", otherwise, 1, rows_max));
}

void say_more(printer& out, std::size_t shown) {
    out.say(fmt::format(fmt::runtime(out.in("{} dòng; còn nữa: --all hoặc --limit N",
                                            "{} rows; there are more: --all or --limit N")),
                        shown));
}

void pass_on(question& into, const arguments& given, const std::string& name,
             const std::string& as) {
    if (given.has(name)) {
        // To the API it is as if nothing was asked for, and a script whose variable is empty would
        // be told of every office.
        if (given.text(name).empty()) {
            throw usage_error("--" + name + " is empty", "say which, or leave it out");
        }
        into.query.push_back({as.empty() ? name : as, given.text(name)});
    }
}

int print_list(invocation& on, session& from, question asked, const arguments& given,
               std::vector<column> columns, std::string_view nothing) {
    auto& out = on.out();
    const bool whole = given.has("all") || !out.is_table();
    const auto limit = rows_wanted(given, whole ? 0 : table_rows);
    list_printer list(out, std::move(columns));
    const bool more = each_item(from, std::move(asked), limit, [&](const json& item) {
        list.add(item);
        return out.arrives(); // nobody is there to read the pages that remain
    });
    const auto shown = list.end();
    if (shown == 0) {
        out.say(nothing);
    } else if (more) {
        say_more(out, shown);
    }
    return done;
}

int print_short_list(invocation& on, session& from, const question& asked,
                     std::vector<column> columns, std::string_view nothing) {
    list_printer list(on.out(), std::move(columns));
    const auto answer = ask_json(from, asked);
    for (const auto& item : answer.value("items", json::array())) {
        list.add(item);
    }
    if (list.end() == 0) {
        on.out().say(nothing);
    }
    return done;
}

void print_with_sums(printer& out, const json& told, std::vector<column> columns,
                     const std::vector<column>& sums) {
    list_printer list(out, std::move(columns));
    for (const auto& item : told.value("items", json::array())) {
        list.add(item);
    }
    auto rest = told;
    rest.erase("items");
    list.end(rest);
    if (out.is_table()) {
        out.one(rest, sums);
    }
}

} // namespace ops
