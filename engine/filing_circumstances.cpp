#include "engine/filing_circumstances.hpp"

#include <algorithm>
#include <variant>

namespace engine {
namespace {

constexpr std::string_view representative_part = "representative";

void tell(circumstances& told, const char* what, std::optional<bool> stated) {
    if (stated) {
        told[what] = *stated ? "yes" : "no";
    }
}

} // namespace

std::optional<stated_filing> filing_of(const command_detail& step) {
    return std::visit(
        [](const auto& one) -> std::optional<stated_filing> {
            if constexpr (states_filing<decltype(one)>) {
                return filing_of(one);
            } else {
                return std::nullopt;
            }
        },
        step);
}

std::optional<events::filer> filer_of(const case_state& state, const stated_filing& offer,
                                      const std::vector<events::sealed_box>& sealed) {
    if (offer.filer) {
        return offer.filer;
    }
    const auto names_one = [](const std::vector<events::sealed_box>& boxes) {
        return std::ranges::count(boxes, representative_part, &events::sealed_box::part) > 0;
    };
    return names_one(sealed) || names_one(state.persons)
               ? std::optional{events::filer::representative}
               : std::nullopt;
}

circumstances told_of_filing(const case_state& state, const stated_filing& offer,
                             const std::vector<events::sealed_box>& sealed) {
    circumstances told;
    if (const auto by = filer_of(state, offer, sealed)) {
        told["filer"] = events::name_of(*by);
    }
    tell(told, "late", offer.late);
    tell(told, "related_papers", offer.related_papers);
    return told;
}

} // namespace engine
