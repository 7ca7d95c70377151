#pragma once

#include "engine/record.hpp"

#include <optional>

namespace engine {

/// Of a dossier: that somebody was notified in a way that neither the law of the day of the notice
/// knows nor that of the receipt, with those they know. None where the rule set has no such list,
/// and none for a way whose row nobody adopted: what was not read forbids nothing.
[[nodiscard]] std::optional<rejection> refused_way(const step_input& step,
                                                   const notify_party& told);

/// That somebody was notified on a day that has not come yet: from there their days run.
[[nodiscard]] std::optional<rejection> refused_day(const step_input& step,
                                                   const notify_party& told);

/// That who explains is named where something else than a request to explain was received.
[[nodiscard]] std::optional<rejection> refused_explainer(const step_input& step,
                                                         const notify_party& told);

} // namespace engine
