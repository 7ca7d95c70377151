#include "ops/cli/nearest.hpp"
#include "ops/output/labels.hpp"
#include "ops/output/printer.hpp"
#include "ops/output/width.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace {

using namespace ops;

TEST(width, counts_columns_of_a_terminal_and_not_bytes) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("Đã tiếp nhận"), 12U);
    EXPECT_EQ(display_width("e\xCC\x81"), 1U); // e and a combining acute
    EXPECT_EQ(display_width("漢字"), 4U);
    EXPECT_EQ(cut_to_width("Đã tiếp nhận", 8), "Đã tiếp…");
    EXPECT_EQ(display_width(cut_to_width("漢字漢字", 4)), 3U);
}

TEST(width, shows_no_control_characters_to_a_terminal) {
    EXPECT_EQ(printable("a\x1b[31mb"), "a\uFFFD[31mb");
    EXPECT_EQ(printable("a\nb\tc"), "a b c");
    EXPECT_EQ(printable("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(printable("\u202Egpj.exe"), "\uFFFDgpj.exe"); // a name turned round
}

TEST(table, is_aligned_by_what_is_seen) {
    std::ostringstream data;
    std::ostringstream talk;
    printer out({}, data, talk);
    list_printer list(out, {{"Tên", "", "/name"}, {"Số", "", "/count", shape::number}});
    list.add({{"name", "Đặng Thị Ánh"}, {"count", 7}});
    list.add({{"name", "An"}, {"count", 12}});
    list.end();
    EXPECT_EQ(data.str(), "Tên           Số\n"
                          "Đặng Thị Ánh   7\n"
                          "An            12\n");
    EXPECT_TRUE(talk.str().empty());
}

TEST(table, shows_a_share_as_a_percentage_and_gives_programs_the_number) {
    const auto shown = [](output_format as, language in, const json& share) {
        std::ostringstream data;
        std::ostringstream talk;
        printer out({.as = as, .in = in}, data, talk);
        list_printer list(out, {{"Tỷ lệ", "Share", "/share", shape::share}});
        list.add({{"share", share}});
        list.end();
        return data.str();
    };
    using enum output_format;
    EXPECT_EQ(shown(table, language::vietnamese, 10000), "  Tỷ lệ\n100,00%\n");
    EXPECT_EQ(shown(table, language::vietnamese, 5), "Tỷ lệ\n0,05%\n");
    EXPECT_EQ(shown(table, language::english, 9825), " Share\n98.25%\n");
    EXPECT_EQ(shown(table, language::vietnamese, nullptr), "\n\n") << "nothing was returned";
    EXPECT_EQ(shown(csv, language::vietnamese, 10000), "share\r\n10000\r\n");
    EXPECT_EQ(shown(json_lines, language::vietnamese, 10000), "{\"share\":10000}\n");
}

TEST(table, is_cut_to_the_terminal_but_never_in_its_first_column) {
    std::ostringstream data;
    std::ostringstream talk;
    printer out({.columns = 30}, data, talk);
    list_printer list(out, {{"Mã", "", "/code"}, {"Lý do", "", "/why"}});
    list.add({{"code", "HT96-170601-0001"}, {"why", "một lý do rất dài dòng không vừa"}});
    list.end();
    std::istringstream lines(data.str());
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(display_width(line), 30U) << line;
    }
    EXPECT_NE(data.str().find("HT96-170601-0001"), std::string::npos);
}

TEST(csv, quotes_what_must_be_and_gives_a_spreadsheet_no_formula) {
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("a \"b\""), "\"a \"\"b\"\"\"");
    EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
    EXPECT_EQ(csv_cell("  =1+1"), "'  =1+1");
    EXPECT_EQ(csv_cell("\uFF1D1\uFF0B1"), "'\uFF1D1\uFF0B1") << "full-width signs";
    EXPECT_EQ(csv_cell(json::array({"=1+1", "x"})), "\"'=1+1, x\"");
    EXPECT_EQ(csv_cell(-1), "-1");
    EXPECT_EQ(csv_cell(nullptr), "");
}

TEST(csv, has_a_code_that_people_see_with_its_label_once) {
    std::ostringstream data;
    std::ostringstream talk;
    printer out({.as = output_format::csv}, data, talk);
    list_printer list(out, {{"Mã", "", "/role"}, {"Vai trò", "", "/role", shape::code}});
    list.add({{"role", "head"}});
    list.end();
    EXPECT_EQ(data.str(), "role\r\nhead\r\n");
}

TEST(labels, tell_times_as_the_office_reads_its_clock) {
    EXPECT_EQ(office_time("2017-06-01T01:12:41.000Z"), "01/06/2017 08:12");
    EXPECT_EQ(office_time("2017-06-01T17:00:00.000Z"), "02/06/2017 00:00");
    EXPECT_EQ(office_day("2017-06-01"), "01/06/2017");
    EXPECT_EQ(office_time("tomorrow"), "tomorrow");
    EXPECT_EQ(label_of("counter_officer", language::vietnamese), "Công chức một cửa");
    EXPECT_EQ(label_of("accepted", language::vietnamese), "Đã tiếp nhận, hẹn trả");
    EXPECT_EQ(label_of("counter_officer", language::english), "counter officer");
    EXPECT_EQ(label_of("kept", language::vietnamese), "Hết thời hạn lưu đơn"); // rung of an alert
    EXPECT_EQ(label_of("province_to_centre", language::vietnamese),
              "Cục gửi Tổng cục"); // of a report that is due
}

TEST(nearest, forgives_one_slip_in_three_letters) {
    const std::vector<std::string> words{"case", "mail", "history", "verify"};
    EXPECT_EQ(nearest("hsitory", words), "history");
    EXPECT_EQ(nearest("veri", words), "verify");
    EXPECT_EQ(nearest("cse", words), "case");
    EXPECT_EQ(nearest("something", words), "");
}

} // namespace
