#pragma once

#include "engine/forms/compose.hpp"
#include "events/instant.hpp"

#include <string>

namespace connectors {

/// The document as a PDF in the layout of NĐ 30/2020/NĐ-CP: fonts embedded, text extractable, and
/// byte for byte the same for the same document and instant. Throws events::fault as pdf_canvas.
[[nodiscard]] std::string to_pdf(const engine::composed_document& document,
                                 const std::string& author, events::instant created);

} // namespace connectors
