#include "connectors/books/book.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace connectors {
namespace {

constexpr double column_characters = 150; ///< of all columns together
constexpr std::size_t cell_bytes_max = 32'767;

[[noreturn]] void fail(std::string_view why) {
    throw events::fault("spreadsheet-not-made",
                        fmt::format("write a spreadsheet: {}; look at the room in {}", why,
                                    std::filesystem::temp_directory_path().string()));
}

/// A file that is gone afterwards: the library writes files only.
class passing_file {
public:
    passing_file() : name_((std::filesystem::temp_directory_path() / "motcua-XXXXXX").string()) {
        const int file = ::mkstemp(name_.data());
        if (file < 0) {
            fail("a temporary file cannot be made");
        }
        ::close(file);
    }
    ~passing_file() {
        std::error_code ignored;
        std::filesystem::remove(name_, ignored);
    }
    passing_file(const passing_file&) = delete;
    passing_file& operator=(const passing_file&) = delete;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string bytes() const {
        std::ifstream in{name_, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

private:
    std::string name_;
};

/// What a cell takes, cut at a whole letter.
std::string fitting(std::string text) {
    if (text.size() > cell_bytes_max) {
        auto end = cell_bytes_max;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

class sheet_writer {
public:
    sheet_writer(lxw_workbook* into, const book& what)
        : into_(into), sheet_(workbook_add_worksheet(into, "So")), what_(what) {
        wrapped_ = format(false);
        bold_ = format(true);
        struck_ = workbook_add_format(into_);
        format_set_font_strikeout(struck_);
        heading_ = workbook_add_format(into_);
        format_set_bold(heading_);
        format_set_align(heading_, LXW_ALIGN_CENTER);
        plain_ = workbook_add_format(into_);
    }

    void write() {
        const auto last = static_cast<lxw_col_t>(what_.columns.size() - 1);
        for (lxw_col_t i = 0; i <= last; ++i) {
            worksheet_set_column(
                sheet_, i, i, column_characters * static_cast<double>(what_.columns[i].share) / 100,
                nullptr);
        }
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 8); // A3
        worksheet_fit_to_pages(sheet_, 1, 0);
        line(what_.above);
        line(what_.issuer);
        merged(what_.title);
        merged(what_.subtitle);
        for (const auto& text : what_.before) {
            line(text);
        }
        titles();
        for (const auto& row : what_.rows) {
            put(row);
        }
        for (const auto& text : what_.after) {
            line(text);
        }
    }

private:
    lxw_format* format(bool bold) {
        auto* out = workbook_add_format(into_);
        format_set_text_wrap(out);
        format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
        format_set_border(out, LXW_BORDER_THIN);
        if (bold) {
            format_set_bold(out);
        }
        return out;
    }

    void line(const std::string& text) {
        if (!text.empty()) {
            worksheet_write_string(sheet_, row_, 0, fitting(text).c_str(), plain_);
            ++row_;
        }
    }
    void merged(const std::string& text) {
        if (!text.empty()) {
            worksheet_merge_range(sheet_, row_, 0, row_,
                                  static_cast<lxw_col_t>(what_.columns.size() - 1),
                                  fitting(text).c_str(), heading_);
            ++row_;
        }
    }

    void titles() {
        lxw_col_t column = 0;
        for (const auto& one : what_.columns) {
            worksheet_write_string(sheet_, row_, column++, one.title.c_str(), bold_);
        }
        worksheet_repeat_rows(sheet_, row_, row_);
        ++row_;
        worksheet_freeze_panes(sheet_, row_, 0);
    }

    void put(const book_row& row) {
        auto* format = row.bold ? bold_ : wrapped_;
        if (row.spans() && what_.columns.size() > 1) {
            worksheet_merge_range(sheet_, row_, 0, row_,
                                  static_cast<lxw_col_t>(what_.columns.size() - 1),
                                  fitting(row.cells.front().shown()).c_str(), format);
        } else {
            lxw_col_t column = 0;
            for (const auto& cell : row.cells) {
                put(cell, column++, format);
            }
        }
        ++row_;
    }

    void put(const book_cell& cell, lxw_col_t column, lxw_format* format) {
        if (cell.number) {
            worksheet_write_number(sheet_, row_, column, static_cast<double>(*cell.number), format);
        } else if (!cell.struck.empty()) {
            auto old = fitting(cell.struck);
            auto now = fitting(" " + cell.text);
            lxw_rich_string_tuple before{struck_, old.data()};
            lxw_rich_string_tuple after{nullptr, now.data()};
            std::array<lxw_rich_string_tuple*, 3> parts{&before, &after, nullptr};
            worksheet_write_rich_string(sheet_, row_, column, parts.data(), format);
        } else if (!cell.text.empty()) {
            worksheet_write_string(sheet_, row_, column, fitting(cell.text).c_str(), format);
        } else {
            worksheet_write_blank(sheet_, row_, column, format);
        }
    }

    lxw_workbook* into_;
    lxw_worksheet* sheet_;
    const book& what_;
    lxw_format* wrapped_ = nullptr;
    lxw_format* bold_ = nullptr;
    lxw_format* struck_ = nullptr;
    lxw_format* heading_ = nullptr;
    lxw_format* plain_ = nullptr;
    lxw_row_t row_ = 0;
};

} // namespace

std::string to_xlsx(const book& what, events::instant created) {
    const passing_file file;
    auto folder = std::filesystem::temp_directory_path().string();
    // Rows go to a file as they come: a book of a year does not lie in memory.
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    lxw_workbook* workbook = workbook_new_opt(file.name().c_str(), &options);
    if (workbook == nullptr) {
        fail("the library made no workbook");
    }
    auto title = what.title;
    auto issuer = what.issuer;
    std::string maker = "motcua";
    lxw_doc_properties about{};
    about.title = title.data();
    about.company = issuer.data();
    about.author = maker.data();
    about.created =
        std::chrono::duration_cast<std::chrono::seconds>(created.time_since_epoch()).count();
    workbook_set_properties(workbook, &about);
    sheet_writer{workbook, what}.write();
    if (const auto problem = workbook_close(workbook); problem != LXW_NO_ERROR) {
        fail(lxw_strerror(problem));
    }
    return file.bytes();
}

} // namespace connectors
