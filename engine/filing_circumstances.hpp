#pragma once

#include "engine/case_state.hpp"
#include "engine/commands/accept_dossier.hpp"
#include "engine/procedure.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

/// How a request was filed, as far as a condition of a paper asks: by whom, and whether late.
namespace engine {

/// As the counter states it; unless stated, a representative where the dossier names one, by the
/// sealed boxes of the step or of one before. Empty where neither tells. For whom a representative
/// stands is sealed with the box and not asked: `representative` is the part of who acts for the
/// person that asks.
[[nodiscard]] std::optional<events::filer> filer_of(const case_state& state,
                                                    const accept_dossier& offer,
                                                    const std::vector<events::sealed_box>& sealed);

/// What is told where the papers are asked for, in the words of `when`.
[[nodiscard]] circumstances told_of_filing(const case_state& state, const accept_dossier& offer,
                                           const std::vector<events::sealed_box>& sealed);

/// What may be told there at all: those of told_of_filing, the ground that a step states, and what
/// the case says of itself. A paper that depends on anything else is never demanded.
inline constexpr std::array<std::string_view, 6> circumstances_of_filing{
    "filer", "late", "related_papers", "ground", "instance", "complaint_kind"};

} // namespace engine
