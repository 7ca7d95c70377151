#pragma once

#include "engine/forms/compose.hpp"
#include "events/instant.hpp"

#include <cstdint>
#include <string>

namespace connectors {

struct drawn_pdf {
    std::string bytes;
    std::uint64_t pages = 0;

    /// Of paper, when it is printed for the dossier: on one side, since folio numbers (bút lục)
    /// count sheets and no text says that both sides of one are printed on.
    [[nodiscard]] std::uint64_t sheets() const { return pages; }
};

/// The document as a PDF in the layout of NĐ 30/2020/NĐ-CP: fonts embedded, text extractable, and
/// byte for byte the same for the same document and instant. Throws events::fault as pdf_canvas.
[[nodiscard]] drawn_pdf draw_pdf(const engine::composed_document& document,
                                 const std::string& author, events::instant created);
/// Its bytes alone.
[[nodiscard]] std::string to_pdf(const engine::composed_document& document,
                                 const std::string& author, events::instant created);

} // namespace connectors
