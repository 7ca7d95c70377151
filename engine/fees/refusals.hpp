#pragma once

#include "engine/fees/compute.hpp"

#include <string>
#include <string_view>

/// What both sums refuse for.
namespace engine {

[[nodiscard]] sum_refusal no_rules_on(local_date day);
[[nodiscard]] sum_refusal bad_amount(std::string_view what);
[[nodiscard]] sum_refusal unknown_code(std::string_view what, const std::string& code);
/// The rule is known, but nobody has verified or adopted it.
[[nodiscard]] sum_refusal not_adopted(std::string_view code, const bilingual& what,
                                      const provenance& from);

/// Whole đồng, with a step that says how it was rounded when it had to be.
[[nodiscard]] sum_answer<std::int64_t> rounded(const money& sum, const rounding_rule& rule,
                                               rounding stated, std::vector<sum_step>& steps);

} // namespace engine
