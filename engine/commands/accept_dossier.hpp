#pragma once

#include "events/accepted_paper.hpp"
#include "events/describe.hpp"
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

    static constexpr auto fields() {
        return std::tuple{events::field{"promised_at", &accept_dossier::promised_at},
                          events::field{"result_by", &accept_dossier::result_by},
                          events::field{"papers", &accept_dossier::papers},
                          events::field{"paper_details", &accept_dossier::paper_details},
                          events::field{"sets", &accept_dossier::sets}};
    }
    bool operator==(const accept_dossier&) const = default;
};

} // namespace engine
