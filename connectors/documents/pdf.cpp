#include "connectors/documents/pdf.hpp"

#include "connectors/documents/pdf_canvas.hpp"
#include "connectors/documents/pdf_header.hpp"
#include "connectors/documents/pdf_table.hpp"
#include "connectors/documents/qr.hpp"

#include <algorithm>

namespace connectors {
namespace {

using engine::block_kind;
using engine::form_block;
using engine::text_align;
using engine::text_style;

class drawing {
public:
    drawing(const engine::composed_document& document, page_flow& on)
        : document_(document), on_(on), sheet_(on.sheet()) {}

    void all() {
        if (!document_.header.issuer.empty()) { // a page that is no document has no head
            draw_header(on_, document_.header);
        }
        for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
            draw(document_.blocks[i], document_.rows[i]);
        }
    }

private:
    using rows = std::vector<std::vector<std::string>>;

    void draw(const form_block& block, const rows& cells) {
        switch (block.kind) {
        case block_kind::title:
            title(block);
            break;
        case block_kind::addressee:
            on_.gap(sheet_.gap * (has_title() ? 1 : 3));
            on_.paragraph({.text = block.text, .size = sheet_.body, .align = text_align::center});
            on_.gap(sheet_.gap);
            break;
        case block_kind::paragraph:
            on_.paragraph({.text = block.text,
                           .size = sheet_.body,
                           .bold = block.style == text_style::bold,
                           .italic = block.style == text_style::italic,
                           .align = block.align,
                           .first_indent = block.indent ? sheet_.indent : 0});
            on_.gap(sheet_.gap);
            break;
        case block_kind::table:
            draw_table(on_, block.columns, cells);
            on_.gap(sheet_.gap * 1.5);
            break;
        case block_kind::signatures:
            signatures(block);
            break;
        case block_kind::closing:
            closing(block);
            break;
        }
    }

    /// The code stands beside the title, which stays in the middle of the page.
    void title(const form_block& block) {
        const double side = document_.qr.empty() ? 0 : sheet_.qr + 8;
        auto text = on_.canvas().lay(
            {.text = block.text, .size = sheet_.title, .bold = true, .align = text_align::center},
            on_.width() - 2 * side);
        on_.gap(sheet_.gap * 3);
        const double high = std::max(text.height(), side > 0 ? sheet_.qr : 0);
        on_.keep_together(high);
        if (side > 0) {
            code(on_.left(), on_.y() + (high - sheet_.qr) / 2);
        }
        const double top = on_.y() + (high - text.height()) / 2;
        on_.canvas().draw(text, on_.left() + side, top);
        if (says_what_about(block)) {
            rule_under(text, top + text.height() + 2);
        }
        on_.gap(high + sheet_.gap * 1.5);
    }

    /// A kind of document, and below it what it is about; a slip has a name of two lines.
    [[nodiscard]] bool says_what_about(const form_block& block) const {
        return document_.paper == engine::paper_size::a4 &&
               block.text.find('\n') != std::string::npos;
    }

    /// A third to a half of the line above it (NĐ 30/2020/NĐ-CP, Phụ lục I).
    void rule_under(const laid_text& text, double y) {
        const double middle = on_.left() + on_.width() / 2;
        const double half = text.ink_width() * 0.42 / 2;
        on_.canvas().line(middle - half, y, middle + half, y);
    }

    void code(double x, double y) {
        const auto modules = make_qr(document_.qr);
        const double step = sheet_.qr / static_cast<double>(modules.size);
        for (std::size_t row = 0; row < modules.size; ++row) {
            for (std::size_t from = 0; from < modules.size; ++from) {
                auto to = from;
                while (to < modules.size && modules.at(to, row)) {
                    ++to;
                }
                if (to > from) { // one rectangle a run: no hair lines between modules
                    on_.canvas().fill(x + step * static_cast<double>(from),
                                      y + step * static_cast<double>(row),
                                      step * static_cast<double>(to - from), step);
                    from = to;
                }
            }
        }
    }

    struct signed_by {
        laid_text title;
        laid_text note;
        laid_text name;
        [[nodiscard]] double height(double space) const {
            return title.height() + note.height() + space + name.height();
        }
    };

    signed_by lay(const engine::form_signature& one, double width) {
        auto& canvas = on_.canvas();
        const auto middle = text_align::center;
        return {
            canvas.lay({.text = one.title, .size = sheet_.body, .bold = true, .align = middle},
                       width),
            canvas.lay({.text = one.note, .size = sheet_.small, .italic = true, .align = middle},
                       width),
            canvas.lay({.text = one.name, .size = sheet_.body, .bold = true, .align = middle},
                       width)};
    }

    void draw(const signed_by& one, double x) {
        double y = on_.y();
        y += on_.canvas().draw(one.title, x, y);
        y += on_.canvas().draw(one.note, x, y);
        on_.canvas().draw(one.name, x, y + sheet_.signing);
    }

    void signatures(const form_block& block) {
        const auto count = static_cast<double>(block.signatures.size());
        const double each = on_.width() / count;
        std::vector<signed_by> laid;
        double high = 0;
        for (const auto& one : block.signatures) {
            laid.push_back(lay(one, each - 6));
            high = std::max(high, laid.back().height(sheet_.signing));
        }
        on_.gap(sheet_.gap * 3);
        on_.keep_together(high);
        for (std::size_t i = 0; i < laid.size(); ++i) {
            draw(laid[i], on_.left() + each * static_cast<double>(i) + 3);
        }
        on_.gap(high);
    }

    /// Recipients at the left, who signs at the right.
    void closing(const form_block& block) {
        const double half = on_.width() / 2;
        std::string list;
        for (std::size_t i = 0; i < block.recipients.size(); ++i) {
            const bool last = i + 1 == block.recipients.size();
            list += "- " + block.recipients[i] + (last ? "." : ";\n");
        }
        auto& canvas = on_.canvas();
        const auto word = canvas.lay(
            {.text = "Nơi nhận:", .size = sheet_.small + 1, .bold = true, .italic = true}, half);
        const auto names = canvas.lay({.text = list, .size = sheet_.small}, half);
        const auto hand = lay(block.signatures.front(), half - 3);
        const bool code_here = !document_.qr.empty() && !has_title();
        double left = word.height() + names.height();
        left += code_here ? sheet_.gap + sheet_.qr : 0;
        const double high = std::max(left, hand.height(sheet_.signing));
        on_.gap(sheet_.gap * 1.5);
        on_.keep_together(high);
        canvas.draw(word, on_.left(), on_.y());
        canvas.draw(names, on_.left(), on_.y() + word.height());
        draw(hand, on_.left() + half + 3);
        if (code_here) {
            code(on_.left(), on_.y() + left - sheet_.qr);
        }
        on_.gap(high);
    }

    [[nodiscard]] bool has_title() const {
        return std::ranges::any_of(document_.blocks, [](const form_block& block) {
            return block.kind == block_kind::title;
        });
    }

    const engine::composed_document& document_;
    page_flow& on_;
    const sheet_style& sheet_;
};

} // namespace

drawn_pdf draw_pdf(const engine::composed_document& document, const std::string& author,
                   events::instant created) {
    const auto& sheet = style_of(document.paper);
    pdf_canvas canvas{sheet.width, sheet.height, {document.name, author, created}};
    page_flow flow{canvas, sheet, document.remark};
    drawing{document, flow}.all();
    const auto pages = canvas.pages();
    return {canvas.finish(), pages};
}

std::string to_pdf(const engine::composed_document& document, const std::string& author,
                   events::instant created) {
    return draw_pdf(document, author, created).bytes;
}

} // namespace connectors
