#include "connectors/documents/folios.hpp"

#include <algorithm>
#include <string_view>

namespace connectors {
namespace {

/// What comes to the dossier as paper; a raw mail is not a sheet of it.
bool is_paper(std::string_view kind) { return kind != "raw_mail" && kind != "outgoing_mail"; }

int place_in_index(std::string_view kind) {
    if (kind == "decision") {
        return 0;
    }
    if (kind == "application" || kind == "minutes") {
        return 1;
    }
    return kind == "judgment" ? 2 : 3;
}

} // namespace

std::vector<folio_entry> folios_of(std::span<const events::event> steps) {
    std::vector<folio_entry> out;
    std::uint64_t next = 1;
    for (const auto& step : steps) {
        for (const auto& paper : step.common.documents) {
            const bool known = std::ranges::any_of(
                out, [&](const folio_entry& one) { return one.document.sha256 == paper.sha256; });
            if (known || !is_paper(paper.kind)) {
                continue;
            }
            folio_entry entry{paper, step.about.sequence, step.about.time, 0, 0};
            if (const auto sheets = paper.sheets.value_or(0); sheets > 0) {
                entry.first = next;
                entry.last = next + sheets - 1;
                next += sheets;
            }
            out.push_back(std::move(entry));
        }
    }
    std::ranges::stable_sort(
        out, {}, [](const folio_entry& one) { return place_in_index(one.document.kind); });
    return out;
}

} // namespace connectors
