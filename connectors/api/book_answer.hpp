#pragma once

#include "connectors/api/answer_json.hpp"
#include "connectors/api/export_format.hpp"
#include "connectors/books/book.hpp"

#include <string>
#include <vector>

namespace connectors::api {

/// A year of the busiest office has fewer; more would not open in a spreadsheet either.
inline constexpr std::size_t book_lines_max = 100'000;

/// How a book leaves: `format`, for a PDF `paper`, for a CSV `separator`.
enum class book_format { as_json, as_csv, as_xlsx, as_pdf, as_json_lines };
[[nodiscard]] book_format book_format_of(const call& of);

/// The whole book as a file to save under this name, which has to be plain ASCII and without an
/// ending. A CSV has its rows of data only. Precondition: a format other than JSON and its lines.
[[nodiscard]] http_response book_answer(const call& of, const book& what, book_format as,
                                        const std::string& name);

/// Lines of JSON, each ended by a line feed, as a file to save under this name.
[[nodiscard]] http_response json_lines_answer(std::string lines, const std::string& name);

/// One line of JSON a row.
template <class Row> [[nodiscard]] std::string json_lines_of(const std::vector<Row>& rows) {
    std::string out;
    for (const auto& row : rows) {
        append_json(out, row);
        out.push_back('\n');
    }
    return out;
}

/// A report of `rows` in any format: `printed` lays its page out, `as_table` makes the table for
/// spreadsheets and programs. The name is as book_answer() has it.
template <class Report, class Print, class Tabulate>
[[nodiscard]] http_response report_answer(const call& of, book_format as, const Report& report,
                                          const std::string& name, const Print& printed,
                                          const Tabulate& as_table) {
    if (as == book_format::as_json) {
        return json_answer(report);
    }
    if (as == book_format::as_json_lines) {
        return json_lines_answer(json_lines_of(report.rows), name);
    }
    return book_answer(of, as == book_format::as_pdf ? printed() : as_table(), as, name);
}

/// How the columns of a table are called. A CSV has codes in its first row or, with `labels`, names
/// in the caller's language; what is printed has names, in Vietnamese.
struct title_style {
    bool labels = true;
    language speaks = language::vietnamese;

    [[nodiscard]] std::string of(std::string_view code, std::string_view vietnamese,
                                 std::string_view english) const;
    [[nodiscard]] std::string of(std::string_view code, const bilingual& label) const {
        return of(code, label.vi, label.en);
    }
};
[[nodiscard]] title_style title_style_of(const call& of, book_format as);

/// Adds `format`, `paper` and `separator` to the others.
[[nodiscard]] std::vector<parameter_note> as_book(std::vector<parameter_note> others);
/// The answers of a book beside its JSON.
[[nodiscard]] std::vector<answer_note> book_answers(answer_note whole);

/// The offices that print a book: the one above, and the one itself, in capitals.
void put_issuer(const call& of, const events::office_code& office, book& into);

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::book_format> {
    static constexpr std::array<std::string_view, 5> names{"json", "csv", "xlsx", "pdf", "jsonl"};
};
