#pragma once

#include "engine/forms/form.hpp"
#include "events/instant.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace connectors {

/// Text in one style, to be laid out in a column. All lengths are points (1/72 inch).
struct styled_text {
    std::string text; ///< UTF-8; LF breaks the line
    double size = 11;
    bool bold = false;
    bool italic = false;
    engine::text_align align = engine::text_align::left;
    double first_indent = 0;
    std::size_t struck_bytes = 0; ///< so much of the beginning is struck through
};

/// Text broken into lines of a column's width.
class laid_text {
public:
    struct lines;
    explicit laid_text(std::unique_ptr<lines> made);
    ~laid_text();
    laid_text(laid_text&&) noexcept;
    laid_text& operator=(laid_text&&) noexcept;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] double height() const; ///< of all lines
    [[nodiscard]] double line_height(std::size_t line) const;
    [[nodiscard]] double ink_width() const; ///< of the widest line

private:
    friend class pdf_canvas;
    std::unique_ptr<lines> lines_;
};

struct pdf_about {
    std::string title;
    std::string author;
    /// Stands in the file. The same content and instant give the same bytes.
    events::instant created{};
};

/// A PDF that is drawn page by page; the only file that knows Pango and Cairo. Fonts are embedded.
/// One canvas is used by one thread. Throws events::fault `document-font-missing` when none of the
/// Times-like fonts that it asks for by name is installed, and `document-not-drawn`.
class pdf_canvas {
public:
    pdf_canvas(double width, double height, const pdf_about& about);
    ~pdf_canvas();
    pdf_canvas(const pdf_canvas&) = delete;
    pdf_canvas& operator=(const pdf_canvas&) = delete;

    [[nodiscard]] laid_text lay(const styled_text& what, double width);
    /// Draws the lines [from, to); returns the height that they took.
    double draw(const laid_text& what, double x, double y, std::size_t from, std::size_t to);
    double draw(const laid_text& what, double x, double y) {
        return draw(what, x, y, 0, what.size());
    }
    void line(double x0, double y0, double x1, double y1);
    /// A filled rectangle.
    void fill(double x, double y, double width, double height);
    void next_page();
    [[nodiscard]] std::size_t pages() const; ///< begun so far
    /// The whole file; nothing may be drawn afterwards.
    [[nodiscard]] std::string finish();

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// The family that documents are set in: Tinos or Liberation Serif, which have the widths of Times
/// New Roman and all Vietnamese letters.
[[nodiscard]] const std::string& document_font();

} // namespace connectors
