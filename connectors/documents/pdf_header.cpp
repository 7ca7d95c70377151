#include "connectors/documents/pdf_header.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace connectors {
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

} // namespace

void draw_header(page_flow& on, const engine::form_header& header) {
    header_columns{on}.draw(header);
}

} // namespace connectors
