#include "connectors/csv.hpp"

#include <gtest/gtest.h>

namespace {

using connectors::csv_table;

const std::string mark = "\xEF\xBB\xBF";

TEST(csv, begins_with_a_mark_and_ends_rows_as_spreadsheets_expect) {
    csv_table table;
    table.row({"Mã", "Tên"}).text("0123").number(-7).end_row();
    EXPECT_EQ(table.bytes(), mark + "Mã,Tên\r\n0123,-7\r\n");
}

TEST(csv, quotes_what_would_break_a_row) {
    csv_table table;
    table.row({"a,b", "say \"no\"", "two\r\nlines", "plain", ""});
    EXPECT_EQ(table.bytes(), mark + "\"a,b\",\"say \"\"no\"\"\",\"two\r\nlines\",plain,\r\n");
}

TEST(csv, takes_the_separator_that_the_spreadsheet_wants) {
    csv_table semicolons{';'};
    semicolons.row({"a", "b;c", "d,e"});
    EXPECT_EQ(semicolons.bytes(), mark + "a;\"b;c\";\"d,e\"\r\n");
    csv_table tabs{'\t'};
    tabs.row({"a", "b\tc"});
    EXPECT_EQ(tabs.bytes(), mark + "a\t\"b\tc\"\r\n");
}

TEST(csv, never_writes_a_text_that_a_spreadsheet_would_run) {
    for (const std::string hostile : {"=1+1", "+84 912 345 678", "-2+3", "@SUM(A1)", "\t=1", "\r=1",
                                      "  =1", "\n=1", "＝1+1", "＠x"}) {
        csv_table table;
        table.row({hostile});
        EXPECT_TRUE(table.bytes().starts_with(mark + "\"'")) << hostile;
    }
    csv_table with_nul;
    with_nul.row({std::string("\0=1", 3)});
    EXPECT_EQ(with_nul.bytes(), mark + "\"'=1\"\r\n");
    csv_table harmless;
    harmless.row({"a=b", "1-2", "nguyen@example.vn"});
    EXPECT_EQ(harmless.bytes(), mark + "a=b,1-2,nguyen@example.vn\r\n");
}

} // namespace
