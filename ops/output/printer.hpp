#pragma once

#include "ops/output/labels.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace ops {

using json = nlohmann::ordered_json;

enum class output_format : std::uint8_t { table, json_document, json_lines, csv };

/// How a value is shown to people. Programs get it as it is.
enum class shape : std::uint8_t {
    text,
    number,   ///< to the right
    share,    ///< hundredths of a percent; to the right
    time,     ///< an instant, at the office
    day,      ///< the day of an instant or an ISO day
    code,     ///< a word of the vocabulary
    lateness, ///< the same, coloured
    yes,      ///< a boolean: a mark or nothing
    list,     ///< joined by commas
};

/// A column of a list, or a line of one thing.
struct column {
    std::string_view vi; ///< title
    std::string_view en;
    std::string_view from; ///< JSON Pointer, for instance /next/due; several tried, cut by a space
    shape as = shape::text;
};

struct print_options {
    output_format as = output_format::table;
    language in = language::vietnamese;
    bool colored = false;
    bool quiet = false;
    bool pretty = false;     ///< JSON for a person's eyes
    std::size_t columns = 0; ///< of the terminal; 0: as wide as need be
};

/// Data to stdout, talk to stderr.
class printer {
public:
    printer(print_options how, std::ostream& data, std::ostream& talk)
        : how_(how), data_(data), talk_(talk) {}

    [[nodiscard]] const print_options& how() const { return how_; }
    [[nodiscard]] bool is_table() const { return how_.as == output_format::table; }
    [[nodiscard]] std::ostream& data() { return data_; }
    /// Whether what is printed still arrives: false once the disk was full or the reader has gone.
    [[nodiscard]] bool arrives() const;
    /// The words of the reader's language.
    [[nodiscard]] std::string_view in(std::string_view vi, std::string_view en) const {
        return how_.in == language::vietnamese ? vi : en;
    }

    /// A line of talk; nothing when quiet.
    void say(std::string_view line);
    /// A line that is said even then.
    void warn(std::string_view line);

    /// One thing: its JSON, or a line for every column that it has.
    void one(const json& thing, const std::vector<column>& lines);
    /// As JSON whatever the format: indented for a table.
    void document(const json& thing);

    /// A value as people read it.
    [[nodiscard]] std::string shown(const json& thing, const column& as) const;
    [[nodiscard]] std::string title(const column& of) const;
    [[nodiscard]] std::string bold(std::string_view text) const { return colored(text, "1"); }
    [[nodiscard]] std::string faint(std::string_view text) const { return colored(text, "2"); }
    [[nodiscard]] std::string bad(std::string_view text) const { return colored(text, "31"); }
    [[nodiscard]] std::string good(std::string_view text) const { return colored(text, "32"); }
    [[nodiscard]] std::string warning(std::string_view text) const { return colored(text, "33"); }
    /// In the colour of a state of lateness.
    [[nodiscard]] std::string by_lateness(std::string_view text, const json& state) const;

private:
    [[nodiscard]] std::string colored(std::string_view text, std::string_view code) const;

    print_options how_;
    std::ostream& data_;
    std::ostream& talk_;
};

/// Prints a list while it comes: lines at once as jsonl and csv, together as table and json.
class list_printer {
public:
    list_printer(printer& to, std::vector<column> columns);
    void add(const json& item);
    /// `rest` are members of the JSON document beside `items`. Answers how many items there were.
    std::size_t end(const json& rest = json::object());

private:
    void print_table();
    /// The names of the columns, once. Not before something is known to come: what is refused
    /// prints no data.
    void csv_head();
    void csv_line(const std::vector<std::string>& cells);

    printer& to_;
    std::vector<column> columns_;
    std::vector<json> kept_;
    std::size_t count_ = 0;
    bool has_head_ = false;
};

/// What the value of a column is; null when it has none.
[[nodiscard]] json value_of(const json& thing, const column& of);
/// A value as a cell of CSV: RFC 4180, and no spreadsheet takes it for a formula.
[[nodiscard]] std::string csv_cell(const json& value);

} // namespace ops
