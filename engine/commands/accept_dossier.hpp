#pragma once

#include "events/accepted_paper.hpp"
#include "events/describe.hpp"
#include "events/filer.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Accept a complete dossier with a receipt and appointment slip.
struct accept_dossier {
    static constexpr std::string_view name = "accept_dossier";
    static constexpr std::array roles{events::role::counter_officer};

    std::optional<events::instant> promised_at; ///< law::default_promise() when absent
    events::return_method result_by{};
    std::vector<std::string> papers;
    std::vector<events::accepted_paper> paper_details{};
    std::optional<std::uint64_t> sets{};
    /// When absent, a representative where the dossier names one: filer_of().
    std::optional<events::filer> filer{};
    std::optional<bool> late{};           ///< after the time in which to request (Luật art. 30)
    std::optional<bool> related_papers{}; ///< "other related papers" (Luật art. 31.1) there are

    static constexpr auto fields() {
        return std::tuple{events::field{"promised_at", &accept_dossier::promised_at},
                          events::field{"result_by", &accept_dossier::result_by},
                          events::field{"papers", &accept_dossier::papers},
                          events::field{"paper_details", &accept_dossier::paper_details},
                          events::field{"sets", &accept_dossier::sets},
                          events::field{"filer", &accept_dossier::filer},
                          events::field{"late", &accept_dossier::late},
                          events::field{"related_papers", &accept_dossier::related_papers}};
    }
    bool operator==(const accept_dossier&) const = default;
};

} // namespace engine
