#pragma once

#include "engine/case_state.hpp"
#include "engine/commands.hpp"
#include "engine/procedure.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How a request was filed, as far as a condition of a paper asks: by whom, and whether late.
namespace engine {

/// What a counter states of the papers that it was handed and of who files: the same whether the
/// dossier is accepted with a slip or solved on the spot. It looks into the step and lives as long.
struct stated_filing {
    std::span<const std::string> papers;
    std::span<const events::accepted_paper> paper_details;
    std::optional<events::filer> filer;
    std::optional<bool> late;
    std::optional<bool> related_papers;
};

template <class Step>
concept states_filing = requires(const Step& step) {
    step.papers;
    step.paper_details;
    step.filer;
    step.late;
    step.related_papers;
};

[[nodiscard]] stated_filing filing_of(const states_filing auto& step) {
    return {.papers = step.papers,
            .paper_details = step.paper_details,
            .filer = step.filer,
            .late = step.late,
            .related_papers = step.related_papers};
}

/// Of whichever step states it; none where the step asks for no papers.
[[nodiscard]] std::optional<stated_filing> filing_of(const command_detail& step);

/// As the counter states it; unless stated, a representative where the dossier names one, by the
/// sealed boxes of the step or of one before. Empty where neither tells. For whom a representative
/// stands is sealed with the box and not asked: `representative` is the part of who acts for the
/// person that asks.
[[nodiscard]] std::optional<events::filer> filer_of(const case_state& state,
                                                    const stated_filing& offer,
                                                    const std::vector<events::sealed_box>& sealed);

/// What is told where the papers are asked for, in the words of `when`.
[[nodiscard]] circumstances told_of_filing(const case_state& state, const stated_filing& offer,
                                           const std::vector<events::sealed_box>& sealed);

/// What may be told there at all: those of told_of_filing, the ground that a step states, and what
/// the case says of itself. A paper that depends on anything else is never demanded.
inline constexpr std::array<std::string_view, 6> circumstances_of_filing{
    "filer", "late", "related_papers", "ground", "instance", "complaint_kind"};

} // namespace engine
