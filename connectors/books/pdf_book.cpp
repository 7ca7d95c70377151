#include "connectors/books/book.hpp"
#include "connectors/documents/pdf_canvas.hpp"
#include "connectors/documents/pdf_table.hpp"
#include "engine/day_for_people.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

constexpr double mm = 72 / 25.4;
// Across the page; the binding is at the left.
constexpr sheet_style a4_across{
    297 * mm, 210 * mm, 15 * mm, 12 * mm, 20 * mm,   10 * mm, 11,      8.5,
    11,       11,       14,      5,       12.7 * mm, 0,       20 * mm,
};
constexpr sheet_style a3_across{
    420 * mm, 297 * mm, 20 * mm, 15 * mm, 25 * mm,   15 * mm, 13,      11,
    13,       13,       16,      6,       12.7 * mm, 0,       26 * mm,
};

using engine::text_align;

class book_pages {
public:
    book_pages(const book& what, page_flow& on) : what_(what), on_(on), sheet_(on.sheet()) {}

    void draw() {
        head();
        paragraphs(what_.before);
        table();
        on_.gap(sheet_.gap);
        paragraphs(what_.after);
        signatures();
    }

private:
    void head() {
        const double half = on_.width() * 0.4;
        double y = on_.y();
        for (const auto& [text, bold] :
             {std::pair{&what_.above, false}, std::pair{&what_.issuer, true}}) {
            if (text->empty()) {
                continue;
            }
            const auto laid = on_.canvas().lay(
                {.text = *text, .size = sheet_.head, .bold = bold, .align = text_align::center},
                half);
            y += on_.canvas().draw(laid, on_.left(), y);
        }
        on_.gap(y - on_.y() + sheet_.gap * 2);
        on_.paragraph(
            {.text = what_.title, .size = sheet_.title, .bold = true, .align = text_align::center});
        if (!what_.subtitle.empty()) {
            on_.paragraph({.text = what_.subtitle,
                           .size = sheet_.body,
                           .italic = true,
                           .align = text_align::center});
        }
        on_.gap(sheet_.gap * 2);
    }

    void paragraphs(const std::vector<std::string>& texts) {
        for (const auto& text : texts) {
            on_.paragraph({.text = text, .size = sheet_.body, .align = text_align::left});
            on_.gap(sheet_.gap * 0.6);
        }
    }

    [[nodiscard]] double width_of(std::size_t column) const {
        return on_.width() * static_cast<double>(what_.columns[column].share) / 100;
    }

    laid_text lay(const book_cell& cell, double width, bool bold, text_align align) {
        const auto shown = cell.shown();
        const auto text = cell.struck.empty() ? shown : cell.struck + " " + shown;
        return on_.canvas().lay({.text = text,
                                 .size = sheet_.small,
                                 .bold = bold,
                                 .align = align,
                                 .struck_bytes = cell.struck.size()},
                                width - 2 * cell_padding);
    }

    laid_row lay(const book_row& row) {
        laid_row out;
        const bool spans = row.spans() && what_.columns.size() > 1;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const double width = spans ? on_.width() : width_of(i);
            const auto align = spans ? text_align::left : what_.columns[i].align;
            out.add(lay(row.cells[i], width, row.bold, align), width);
        }
        return out;
    }

    /// Titles, and the numbers of the columns below them.
    std::vector<laid_row> lay_titles() {
        std::vector<laid_row> out(2);
        for (std::size_t i = 0; i < what_.columns.size(); ++i) {
            const double width = width_of(i);
            out[0].add(lay({what_.columns[i].title, {}, {}}, width, true, text_align::center),
                       width);
            out[1].add(lay({fmt::format("({})", i + 1), {}, {}}, width, false, text_align::center),
                       width);
        }
        return out;
    }

    void table() {
        table_rows rows{on_, lay_titles()};
        for (const auto& row : what_.rows) {
            rows.draw(lay(row));
        }
    }

    void signatures() {
        if (what_.signatures.empty()) {
            return;
        }
        const double each = on_.width() / static_cast<double>(what_.signatures.size());
        double high = 0;
        std::vector<std::pair<laid_text, laid_text>> laid;
        for (const auto& one : what_.signatures) {
            laid.emplace_back(on_.canvas().lay({.text = one.title,
                                                .size = sheet_.body,
                                                .bold = true,
                                                .align = text_align::center},
                                               each),
                              on_.canvas().lay({.text = one.note,
                                                .size = sheet_.small,
                                                .italic = true,
                                                .align = text_align::center},
                                               each));
            high = std::max(high, laid.back().first.height() + laid.back().second.height());
        }
        on_.gap(sheet_.gap * 2);
        on_.keep_together(high + sheet_.signing);
        for (std::size_t i = 0; i < laid.size(); ++i) {
            const double x = on_.left() + each * static_cast<double>(i);
            const double down = on_.canvas().draw(laid[i].first, x, on_.y());
            on_.canvas().draw(laid[i].second, x, on_.y() + down);
        }
        on_.gap(high + sheet_.signing);
    }

    const book& what_;
    page_flow& on_;
    const sheet_style& sheet_;
};

} // namespace

std::string to_pdf(const book& what, book_paper paper, events::instant created) {
    const auto& sheet = paper == book_paper::a3 ? a3_across : a4_across;
    pdf_canvas canvas{sheet.width, sheet.height, {what.title, what.issuer, created}};
    page_flow flow{canvas, sheet, what.remark};
    book_pages{what, flow}.draw();
    return canvas.finish();
}

std::string day_text(events::local_date day) { return engine::day_for_people(day); }

std::string day_text(const std::optional<events::instant>& at) {
    return at ? day_text(events::office_date(*at)) : std::string{};
}

} // namespace connectors
