#include "connectors/books/book.hpp"
#include "connectors/documents/pdf_table.hpp"
#include "tests/support/tools.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

/// Rows of printed tables that are higher than a page.
namespace {

using testing::HasSubstr;
using testing_support::words_of_pdf;

constexpr int many = 2000; ///< words, which no page has room for in a narrow column

std::string numbered(char kind) {
    std::string out;
    for (int i = 0; i < many; ++i) {
        out += fmt::format("{}{:04} ", kind, i);
    }
    return out;
}

void expect_all(const std::string& words, char kind) {
    int missing = 0;
    std::string first;
    for (int i = 0; i < many; ++i) {
        const auto word = fmt::format("{}{:04}", kind, i);
        if (words.find(word) == std::string::npos) {
            first = missing++ == 0 ? word : first;
        }
    }
    EXPECT_EQ(missing, 0) << "the first of them is " << first;
}

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++out;
    }
    return out;
}

connectors::book book_with(std::vector<connectors::book_row> rows) {
    connectors::book out;
    out.title = "SỔ THỤ LÝ";
    out.columns = {{"Số", 20}, {"Nội dung", 20}, {"Ghi chú", 60}};
    out.rows = std::move(rows);
    return out;
}

std::string printed(const connectors::book& what) {
    return words_of_pdf(connectors::to_pdf(what, connectors::book_paper::a4, events::instant{}));
}

TEST(a_printed_book, loses_nothing_of_a_row_that_is_higher_than_the_page) {
    const auto words = printed(book_with({
        {{{"before", {}, {}}, {"x", {}, {}}, {"y", {}, {}}}, false},
        {{{"tall", {}, {}}, {numbered('a'), {}, {}}, {"beside", {}, {}}}, false},
        {{{"after", {}, {}}, {"x", {}, {}}, {"y", {}, {}}}, false},
    }));
    expect_all(words, 'a');
    for (const auto* word : {"before", "tall", "beside", "after"}) {
        EXPECT_EQ(times(words, word), 1U) << word;
    }
    EXPECT_GE(times(words, "Ghi chú"), 4U) << "the titles stand on every page";
}

TEST(a_printed_book, breaks_cells_of_different_heights_and_what_is_struck_through) {
    const auto words = printed(book_with({
        {{{numbered('a'), {}, {}}, {"new", {}, numbered('b')}, {numbered('c'), {}, {}}}, false},
        {{{numbered('d') + numbered('e'), {}, {}}}, true}, // over all columns
    }));
    for (const char kind : {'a', 'b', 'c', 'd', 'e'}) {
        expect_all(words, kind);
    }
    EXPECT_THAT(words, HasSubstr("new"));
}

/// The pages of a table of one column, whose rows have so many lines each.
std::size_t pages_of(const std::vector<int>& rows) {
    const auto& sheet = connectors::style_of(engine::paper_size::a4);
    connectors::pdf_canvas canvas{sheet.width, sheet.height, {"t", "a", {}}};
    connectors::page_flow flow{canvas, sheet, ""};
    std::vector<std::vector<std::string>> cells;
    for (const int lines : rows) {
        std::string text;
        for (int i = 1; i < lines; ++i) {
            text += "x\n";
        }
        cells.push_back({text + "x"});
    }
    connectors::draw_table(flow, {{"Tên", "", 100}}, cells);
    return canvas.pages();
}

TEST(a_printed_table, breaks_only_the_rows_that_no_page_has_room_for) {
    EXPECT_EQ(pages_of({40, 40, 40}), 3U) << "two have no room on one page, so each is kept whole";
    const auto tall = pages_of({500});
    EXPECT_GT(tall, 5U);
    EXPECT_EQ(pages_of({500, 1}), tall) << "what follows stands on its last page";
}

TEST(a_printed_table, loses_nothing_of_a_row_that_is_higher_than_the_page) {
    const auto& sheet = connectors::style_of(engine::paper_size::a5);
    connectors::pdf_canvas canvas{sheet.width, sheet.height, {"t", "a", {}}};
    connectors::page_flow flow{canvas, sheet, ""};
    connectors::draw_table(flow, {{"Tên", "", 40}, {"Ghi chú", "", 60}},
                           {{"one", "x"}, {numbered('a'), numbered('b')}, {"last", "x"}});
    const auto words = words_of_pdf(canvas.finish());
    expect_all(words, 'a');
    expect_all(words, 'b');
    EXPECT_THAT(words, HasSubstr("last"));
}

} // namespace
