#pragma once

#include "connectors/documents/pdf_canvas.hpp"
#include "engine/forms/form.hpp"

#include <string>

namespace connectors {

/// Sizes of a sheet, in points. A4 follows NĐ 30/2020/NĐ-CP, Phụ lục I: margins 20 mm above and
/// below, 30 mm left, 15 mm right; letters of 13 and 14 points, 12 for the state and the agency, so
/// that the name of a branch breaks before its place. A5 is smaller in proportion.
struct sheet_style {
    double width;
    double height;
    double top;
    double bottom;
    double left;
    double right;
    double body;  ///< size of letters
    double small; ///< recipients, notes, tables
    double head;  ///< state and agency
    double dated; ///< motto, number, place and day
    double title;
    double gap;     ///< between paragraphs
    double indent;  ///< of a first line
    double signing; ///< room to sign in
    double qr;      ///< side of the code
};

[[nodiscard]] const sheet_style& style_of(engine::paper_size paper);

/// A column of text that goes on over pages. From the second page on the number stands in the
/// middle of the upper margin.
class page_flow {
public:
    page_flow(pdf_canvas& canvas, const sheet_style& sheet, std::string remark);

    [[nodiscard]] pdf_canvas& canvas() { return canvas_; }
    [[nodiscard]] const sheet_style& sheet() const { return sheet_; }
    [[nodiscard]] double left() const { return sheet_.left; }
    [[nodiscard]] double width() const { return sheet_.width - sheet_.left - sheet_.right; }
    [[nodiscard]] double y() const { return y_; }
    /// What is left of this page, and what a whole one has.
    [[nodiscard]] double room() const { return sheet_.height - sheet_.bottom - y_; }
    [[nodiscard]] double page_room() const { return sheet_.height - sheet_.bottom - sheet_.top; }

    void gap(double height) { y_ += height; }
    /// Goes to the next page when this one has no room for it.
    void keep_together(double height);
    /// Breaks over pages line by line.
    void paragraph(const styled_text& text);
    void next_page();

private:
    void draw_remark();

    pdf_canvas& canvas_;
    const sheet_style& sheet_;
    std::string remark_;
    double y_;
    int page_ = 1;
};

} // namespace connectors
