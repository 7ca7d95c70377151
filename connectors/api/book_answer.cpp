#include "connectors/api/book_answer.hpp"

#include "connectors/documents/case_values.hpp"

namespace connectors::api {
namespace {

constexpr const char* spreadsheet =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* json_lines = "application/x-ndjson";

http_response file_answer(std::string bytes, const char* type, const std::string& name) {
    http_response out;
    out.content_type = type;
    out.headers.add("Content-Disposition", "attachment; filename=\"" + name + "\"");
    out.headers.add("Cache-Control", "no-store");
    out.body = std::move(bytes);
    return out;
}

http_response as_csv(const call& of, const book& what, const std::string& name) {
    auto table = csv_of(of);
    for (const auto& column : what.columns) {
        table.text(column.title);
    }
    table.end_row();
    for (const auto& row : what.rows) {
        if (row.spans()) {
            continue; // a closing line, which is for the printed book
        }
        for (const auto& cell : row.cells) {
            if (cell.number) {
                table.number(*cell.number);
            } else {
                table.text(cell.text);
            }
        }
        table.end_row();
    }
    return csv_answer(table, name + ".csv");
}

} // namespace

book_format book_format_of(const call& of) {
    return enum_query<book_format>(of, "format").value_or(book_format::as_json);
}

http_response book_answer(const call& of, const book& what, book_format as,
                          const std::string& name) {
    // The day and not the second: the same book is the same file all day.
    const auto made =
        events::at_office(events::office_date(of.now()), std::chrono::milliseconds{0});
    if (as == book_format::as_xlsx) {
        return file_answer(to_xlsx(what, made), spreadsheet, name + ".xlsx");
    }
    if (as == book_format::as_pdf) {
        const auto paper = enum_query<book_paper>(of, "paper").value_or(book_paper::a4);
        return file_answer(to_pdf(what, paper, made), "application/pdf", name + ".pdf");
    }
    return as_csv(of, what, name);
}

http_response json_lines_answer(std::string lines, const std::string& name) {
    return file_answer(std::move(lines), json_lines, name + ".jsonl");
}

std::string title_style::of(std::string_view code, std::string_view vietnamese,
                            std::string_view english) const {
    if (!labels) {
        return std::string{code};
    }
    return std::string{speaks == language::vietnamese ? vietnamese : english};
}

title_style title_style_of(const call& of, book_format as) {
    return as == book_format::as_csv ? title_style{flag_query(of, "labels"), of.speaks()}
                                     : title_style{};
}

std::vector<parameter_note> as_book(std::vector<parameter_note> others) {
    others.push_back(enum_parameter<book_format>("format", "`json` when absent."));
    others.push_back(separator_parameter());
    others.push_back(enum_parameter<book_paper>("paper", "Of a PDF, across; `a4` when absent."));
    return others;
}

std::vector<answer_note> book_answers(answer_note whole) {
    return {std::move(whole),
            {200, "The whole as a table.", csv_body()},
            {200, "The whole as a spreadsheet.", {spreadsheet, {}, nullptr}},
            {200, "The whole as it is printed.", {"application/pdf", {}, nullptr}},
            {200, "One line of JSON a row.", {json_lines, {}, nullptr}}};
}

void put_issuer(const call& of, const events::office_code& office, book& into) {
    const auto* issuer = of.on.rules.find_office(office);
    if (issuer == nullptr) {
        return;
    }
    const auto day = events::office_date(of.now());
    into.issuer = in_capitals(issuer->name_on(day));
    const auto* above = issuer->parent.empty() ? nullptr : of.on.rules.find_office(issuer->parent);
    into.above = above == nullptr ? std::string{} : in_capitals(above->name_on(day));
}

} // namespace connectors::api
