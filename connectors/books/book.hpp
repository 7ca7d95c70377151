#pragma once

#include "engine/forms/form.hpp"
#include "events/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// A cell of a book. Nothing is erased: what was corrected stays, struck through, before what
/// stands there now (TT 04/2023/TT-BTP art. 30.4).
struct book_cell {
    std::string text;
    std::optional<std::int64_t> number; ///< for spreadsheets; shown instead of the text
    std::string struck;                 ///< what the text replaced; empty when it replaced nothing

    [[nodiscard]] std::string shown() const { return number ? std::to_string(*number) : text; }
};

struct book_column {
    std::string title;
    std::int64_t share = 0; ///< percent of the page's width
    engine::text_align align = engine::text_align::left;
};

struct book_row {
    std::vector<book_cell> cells; ///< one that goes over all columns, or one a column
    bool bold = false;

    [[nodiscard]] bool spans() const { return cells.size() == 1; }
};

enum class book_paper : std::uint8_t { a4, a3 };

/// A register or a report as it is printed: always across the page.
struct book {
    std::string above;  ///< the agency above, upper case
    std::string issuer; ///< upper case
    std::string title;
    std::string subtitle;
    std::vector<std::string> before; ///< paragraphs above the table
    std::vector<book_column> columns;
    std::vector<book_row> rows;
    std::vector<std::string> after; ///< paragraphs below it
    std::vector<engine::form_signature> signatures;
    std::string remark; ///< at the foot of every page
};

/// As a PDF across A4 or A3: the titles and the numbers of the columns on every page, fonts
/// embedded, the same bytes for the same book and instant. Throws events::fault as pdf_canvas.
[[nodiscard]] std::string to_pdf(const book& what, book_paper paper, events::instant created);

/// As a spreadsheet: texts as texts, numbers as numbers, struck text struck; the same bytes for the
/// same book and instant. Throws events::fault `spreadsheet-not-made`.
[[nodiscard]] std::string to_xlsx(const book& what, events::instant created);

/// dd/mm/yyyy.
[[nodiscard]] std::string day_text(events::local_date day);
[[nodiscard]] std::string day_text(const std::optional<events::instant>& at);

} // namespace connectors

template <> struct events::enum_names<connectors::book_paper> {
    static constexpr std::array<std::string_view, 2> names{"a4", "a3"};
};
