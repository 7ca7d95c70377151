#pragma once

#include "events/event.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace connectors {

/// A paper of a dossier with the folio numbers (bút lục) of its sheets.
struct folio_entry {
    std::string kind; ///< what a document is, or a paper's name in its procedure
    std::optional<events::digest> sha256; ///< none for a paper that was handed in and not scanned
    std::uint64_t step = 0;               ///< of the case, that brought it
    events::instant received{};
    std::optional<std::uint64_t> sheets;
    std::uint64_t first = 0; ///< 0 where nobody counted its sheets: it has no folio yet
    std::uint64_t last = 0;
};

/// The index of a dossier (Thông tư 04/2023/TT-BTP Điều 31.2): every sheet gets one running number,
/// once, in the order of receipt; the index lists the decision first, the request second, the
/// judgment third, then the others as they came. That of a complaint or denunciation (Thông tư
/// 13/2021/TT-BTP Điều 30) begins with the notice of docketing or the decision to accept it, the
/// petition with its papers and the proposal slip. A
/// paper that is named again keeps its numbers, or gets them when somebody counts it only then. A
/// paper that was accepted is the document of that kind, where there is one.
[[nodiscard]] std::vector<folio_entry> folios_of(std::span<const events::event> steps,
                                                 events::lifecycle follows);

} // namespace connectors
