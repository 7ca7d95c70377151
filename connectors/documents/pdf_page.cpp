#include "connectors/documents/pdf_page.hpp"

#include <algorithm>
#include <utility>

namespace connectors {
namespace {

constexpr double mm = 72 / 25.4;
constexpr sheet_style a4{
    210 * mm, 297 * mm, 20 * mm, 20 * mm, 30 * mm,   15 * mm, 14,      11,
    12,       13,       14,      6,       12.7 * mm, 62,      22 * mm,
};
constexpr sheet_style a5{
    148 * mm, 210 * mm, 12 * mm, 12 * mm, 16 * mm, 12 * mm, 11,      9,
    9.5,      9.5,      13,      3,       8 * mm,  34,      18 * mm,
};

} // namespace

const sheet_style& style_of(engine::paper_size paper) {
    return paper == engine::paper_size::a4 ? a4 : a5;
}

page_flow::page_flow(pdf_canvas& canvas, const sheet_style& sheet, std::string remark)
    : canvas_(canvas), sheet_(sheet), remark_(std::move(remark)), y_(sheet.top) {
    draw_remark();
}

void page_flow::draw_remark() {
    if (remark_.empty()) {
        return;
    }
    const auto text = canvas_.lay(
        {.text = remark_, .size = 8, .italic = true, .align = engine::text_align::center}, width());
    canvas_.draw(text, left(), sheet_.height - sheet_.bottom + 4);
}

void page_flow::next_page() {
    canvas_.next_page();
    ++page_;
    y_ = sheet_.top;
    draw_remark();
    const auto number = canvas_.lay(
        {.text = std::to_string(page_), .size = sheet_.body, .align = engine::text_align::center},
        width());
    canvas_.draw(number, left(), (sheet_.top - number.height()) / 2);
}

void page_flow::keep_together(double height) {
    const bool fits = y_ + height <= sheet_.height - sheet_.bottom;
    if (!fits && y_ > sheet_.top) {
        next_page();
    }
}

void page_flow::paragraph(const styled_text& text) {
    const auto laid = canvas_.lay(text, width());
    for (std::size_t i = 0; i < laid.size(); ++i) {
        keep_together(laid.line_height(i));
        y_ += canvas_.draw(laid, left(), y_, i, i + 1);
    }
}

namespace {

/// One line, in smaller letters if the column is too narrow.
laid_text on_one_line(pdf_canvas& canvas, styled_text text, double width) {
    auto laid = canvas.lay(text, 10'000);
    if (laid.ink_width() > width) {
        text.size *= width / laid.ink_width() * 0.995;
    }
    return canvas.lay(text, width);
}

/// An agency's name that is longer than the column breaks before its place: TỈNH CÀ MAU.
std::string broken_before_place(pdf_canvas& canvas, const styled_text& text, double width) {
    static constexpr std::string_view what = "DÂN SỰ ";
    auto out = text.text;
    const auto at = out.find(what);
    if (at != std::string::npos && canvas.lay(text, 10'000).ink_width() > width) {
        out[at + what.size() - 1] = '\n';
    }
    return out;
}

class header_columns {
public:
    explicit header_columns(page_flow& on)
        : on_(on), sheet_(on.sheet()), left_width_(on.width() * 0.43),
          right_(on.left() + on.width() * 0.44), right_width_(on.width() * 0.56) {}

    void draw(const engine::form_header& header) {
        const double top = on_.y();
        const double left = draw_agency(header, top);
        const double right = draw_state(top);
        const double below = std::max(left, right);
        double end = below;
        end = std::max(end, below + put_left(header.number, sheet_.dated, below));
        if (!header.date.empty()) {
            const auto date = on_one_line(on_.canvas(),
                                          {.text = header.date,
                                           .size = sheet_.dated,
                                           .italic = true,
                                           .align = engine::text_align::center},
                                          right_width_);
            end = std::max(end, below + on_.canvas().draw(date, right_, below));
        }
        if (!header.subject.empty()) {
            end += put_left(header.subject, sheet_.dated - 1, end);
        }
        on_.gap(end - top);
    }

private:
    double put_left(const std::string& text, double size, double y) {
        if (text.empty()) {
            return 0;
        }
        const auto laid = on_.canvas().lay(
            {.text = text, .size = size, .align = engine::text_align::center}, left_width_);
        return on_.canvas().draw(laid, on_.left(), y);
    }

    laid_text agency(const std::string& name, bool bold) {
        styled_text text{
            .text = name, .size = sheet_.head, .bold = bold, .align = engine::text_align::center};
        text.text = broken_before_place(on_.canvas(), text, left_width_);
        return on_.canvas().lay(text, left_width_);
    }

    /// The line under the name is a third to a half of it.
    double draw_agency(const engine::form_header& header, double y) {
        const auto above = agency(header.above, false);
        const auto issuer = agency(header.issuer, true);
        y += header.above.empty() ? 0 : on_.canvas().draw(above, on_.left(), y);
        y += on_.canvas().draw(issuer, on_.left(), y);
        return rule(on_.left() + left_width_ / 2, y, issuer.ink_width() * 0.42);
    }

    /// The line under the motto is as long as it.
    double draw_state(double y) {
        const auto middle = engine::text_align::center;
        const auto state = on_one_line(on_.canvas(),
                                       {.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                        .size = sheet_.head,
                                        .bold = true,
                                        .align = middle},
                                       right_width_);
        y += on_.canvas().draw(state, right_, y);
        const auto motto = on_.canvas().lay({.text = "Độc lập - Tự do - Hạnh phúc",
                                             .size = std::max(sheet_.head + 0.5, sheet_.dated),
                                             .bold = true,
                                             .align = middle},
                                            right_width_);
        y += on_.canvas().draw(motto, right_, y);
        return rule(right_ + right_width_ / 2, y, motto.ink_width());
    }

    double rule(double middle, double y, double length) {
        on_.canvas().line(middle - length / 2, y + 2, middle + length / 2, y + 2);
        return y + 2 + sheet_.gap * 1.3;
    }

    page_flow& on_;
    const sheet_style& sheet_;
    double left_width_;
    double right_;
    double right_width_;
};

/// How far each cell comes in this height, and which height that takes.
struct piece {
    std::vector<std::size_t> to;
    double height = 0;
};

piece piece_of(const laid_row& row, const std::vector<std::size_t>& from, double room) {
    piece out{from, 0};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        double down = 0;
        for (auto& to = out.to[i]; to < row.cells[i].size(); ++to) {
            const double next = down + row.cells[i].line_height(to);
            if (next > room) {
                break;
            }
            down = next;
        }
        out.height = std::max(out.height, down + 2 * cell_padding);
    }
    return out;
}

/// A line that is higher than a page is drawn all the same: there is no better place for it.
piece next_lines_of(const laid_row& row, const std::vector<std::size_t>& from) {
    piece out{from, 0};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (out.to[i] < row.cells[i].size()) {
            out.height =
                std::max(out.height, row.cells[i].line_height(out.to[i]) + 2 * cell_padding);
            ++out.to[i];
        }
    }
    return out;
}

std::vector<std::size_t> all_lines_of(const laid_row& row) {
    std::vector<std::size_t> out;
    for (const auto& cell : row.cells) {
        out.push_back(cell.size());
    }
    return out;
}

} // namespace

void draw_header(page_flow& on, const engine::form_header& header) {
    header_columns{on}.draw(header);
}

void laid_row::add(laid_text cell, double width) {
    height = std::max(height, cell.height() + 2 * cell_padding);
    cells.push_back(std::move(cell));
    widths.push_back(width);
}

table_rows::table_rows(page_flow& on, std::vector<laid_row> titles)
    : on_(on), titles_(std::move(titles)) {
    for (const auto& row : titles_) {
        head_ += row.height;
    }
    on_.keep_together(head_ * 2);
    draw_titles();
}

void table_rows::draw(const laid_row& row) {
    if (head_ + row.height > on_.page_room()) {
        return draw_in_pieces(row);
    }
    const double before = on_.y();
    on_.keep_together(row.height);
    if (on_.y() < before) { // a new page
        draw_titles();
    }
    draw_whole(row);
}

void table_rows::draw_titles() {
    for (const auto& row : titles_) {
        draw_whole(row);
    }
}

void table_rows::draw_whole(const laid_row& row) {
    draw_piece(row, lines(row.cells.size(), 0), all_lines_of(row), row.height);
}

void table_rows::draw_in_pieces(const laid_row& row) {
    const auto end = all_lines_of(row);
    lines from(row.cells.size(), 0);
    auto next = piece_of(row, from, on_.room() - 2 * cell_padding);
    for (bool first = true; from != end; first = false) {
        if (!first || next.to == from) {
            on_.next_page();
            draw_titles();
            next = piece_of(row, from, on_.room() - 2 * cell_padding);
        }
        if (next.to == from) {
            next = next_lines_of(row, from);
        }
        draw_piece(row, from, next.to, next.height);
        from = next.to;
    }
}

void table_rows::draw_piece(const laid_row& row, const lines& from, const lines& to,
                            double height) {
    double x = on_.left();
    const double y = on_.y();
    const double right = x + on_.width();
    on_.canvas().line(x, y, right, y);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        on_.canvas().line(x, y, x, y + height);
        on_.canvas().draw(row.cells[i], x + cell_padding, y + cell_padding, from[i], to[i]);
        x += row.widths[i];
    }
    on_.canvas().line(right, y, right, y + height);
    on_.canvas().line(on_.left(), y + height, right, y + height);
    on_.gap(height);
}

void draw_table(page_flow& on, const std::vector<engine::form_column>& columns,
                const std::vector<std::vector<std::string>>& rows) {
    const auto lay = [&](const std::vector<std::string>& cells, bool title) {
        laid_row row;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const double width = on.width() * static_cast<double>(columns[i].share) / 100;
            row.add(
                on.canvas().lay({.text = cells[i],
                                 .size = on.sheet().small + 0.5,
                                 .bold = title,
                                 .align = title ? engine::text_align::center : columns[i].align},
                                width - 2 * cell_padding),
                width);
        }
        return row;
    };
    std::vector<std::string> names;
    for (const auto& column : columns) {
        names.push_back(column.title);
    }
    std::vector<laid_row> titles;
    titles.push_back(lay(names, true));
    table_rows into{on, std::move(titles)};
    for (const auto& cells : rows) {
        into.draw(lay(cells, false));
    }
}

} // namespace connectors
