#include "connectors/documents/pdf_page.hpp"

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

} // namespace connectors
