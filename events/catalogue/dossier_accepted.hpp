#pragma once

#include "events/accepted_paper.hpp"
#include "events/describe.hpp"
#include "events/filer.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace events {

/// The dossier is complete; receipt and appointment slip were given.
struct dossier_accepted {
    static constexpr std::string_view name = "dossier_accepted";

    instant promised_at{}; ///< when the result is promised
    return_method result_by{};
    std::vector<std::string> papers; ///< what was handed in
    std::vector<accepted_paper> paper_details{};
    std::optional<std::uint64_t> sets{}; ///< số lượng hồ sơ (bộ)
    /// By whom and how it was filed, as far as papers were asked for by it; absent where nobody
    /// said so.
    std::optional<events::filer> filer{};
    std::optional<bool> late{};
    std::optional<bool> related_papers{};

    static constexpr auto fields() {
        return std::tuple{field{"promised_at", &dossier_accepted::promised_at},
                          field{"result_by", &dossier_accepted::result_by},
                          field{"papers", &dossier_accepted::papers},
                          field{"paper_details", &dossier_accepted::paper_details},
                          field{"sets", &dossier_accepted::sets},
                          field{"filer", &dossier_accepted::filer},
                          field{"late", &dossier_accepted::late},
                          field{"related_papers", &dossier_accepted::related_papers}};
    }
    bool operator==(const dossier_accepted&) const = default;
};

} // namespace events
