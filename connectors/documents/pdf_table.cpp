#include "connectors/documents/pdf_table.hpp"

#include <algorithm>
#include <utility>

namespace connectors {
namespace {

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
