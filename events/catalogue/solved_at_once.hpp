#pragma once

#include "events/accepted_paper.hpp"
#include "events/describe.hpp"
#include "events/filer.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>
#include <vector>

namespace events {

/// The matter was settled at the desk; no slip, a register line only.
struct solved_at_once {
    static constexpr std::string_view name = "solved_at_once";

    decision_outcome outcome{};
    /// Of a confirmation: the code of the matter that it is about, and how much it confirms.
    std::optional<std::string> matter{};
    std::optional<performance> performed{};
    std::vector<std::string> papers{}; ///< what was handed in
    std::vector<accepted_paper> paper_details{};
    /// By whom and how it was filed, as far as papers were asked for by it; absent where nobody
    /// said so.
    std::optional<events::filer> filer{};
    std::optional<bool> late{};
    std::optional<bool> related_papers{};

    static constexpr auto fields() {
        return std::tuple{field{"outcome", &solved_at_once::outcome},
                          field{"matter", &solved_at_once::matter},
                          field{"performed", &solved_at_once::performed},
                          field{"papers", &solved_at_once::papers},
                          field{"paper_details", &solved_at_once::paper_details},
                          field{"filer", &solved_at_once::filer},
                          field{"late", &solved_at_once::late},
                          field{"related_papers", &solved_at_once::related_papers}};
    }
    bool operator==(const solved_at_once&) const = default;
};

} // namespace events
