#pragma once

#include "events/accepted_paper.hpp"
#include "events/describe.hpp"
#include "events/filer.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Settle the matter at the desk.
struct solve_at_once {
    static constexpr std::string_view name = "solve_at_once";
    static constexpr std::array roles{events::role::counter_officer, events::role::head};

    events::decision_outcome outcome{};
    /// Of a confirmation: the code of the matter that it is about, and how much it confirms.
    std::optional<std::string> matter{};
    std::optional<events::performance> performed{};
    std::vector<std::string> papers{};
    std::vector<events::accepted_paper> paper_details{};
    /// As of accept_dossier: by whom and how it was filed, on which papers depend.
    std::optional<events::filer> filer{};
    std::optional<bool> late{};
    std::optional<bool> related_papers{};

    static constexpr auto fields() {
        return std::tuple{events::field{"outcome", &solve_at_once::outcome},
                          events::field{"matter", &solve_at_once::matter},
                          events::field{"performed", &solve_at_once::performed},
                          events::field{"papers", &solve_at_once::papers},
                          events::field{"paper_details", &solve_at_once::paper_details},
                          events::field{"filer", &solve_at_once::filer},
                          events::field{"late", &solve_at_once::late},
                          events::field{"related_papers", &solve_at_once::related_papers}};
    }
    bool operator==(const solve_at_once&) const = default;
};

} // namespace engine
