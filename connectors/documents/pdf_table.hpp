#pragma once

#include "connectors/documents/pdf_page.hpp"

#include <string>
#include <vector>

namespace connectors {

/// Room between a cell's text and its lines, at each side.
inline constexpr double cell_padding = 2.5;

/// A row of cells as high as its highest one.
struct laid_row {
    void add(laid_text cell, double width);

    std::vector<laid_text> cells;
    std::vector<double> widths; ///< of the cells, with their padding
    double height = 0;
};

/// The rows of a table, with its titles on each page. A row is kept together where a page has room
/// for it; a higher one breaks over pages line by line, and nothing of it is lost.
class table_rows {
public:
    /// Begins the table where the flow stands.
    table_rows(page_flow& on, std::vector<laid_row> titles);
    void draw(const laid_row& row);

private:
    using lines = std::vector<std::size_t>; ///< of each cell: how many

    void draw_titles();
    void draw_whole(const laid_row& row);
    void draw_in_pieces(const laid_row& row);
    void draw_piece(const laid_row& row, const lines& from, const lines& to, double height);

    page_flow& on_;
    std::vector<laid_row> titles_;
    double head_ = 0; ///< height of the titles
};

/// As table_rows has them.
void draw_table(page_flow& on, const std::vector<engine::form_column>& columns,
                const std::vector<std::vector<std::string>>& rows);

} // namespace connectors
