#pragma once

#include "ops/cli/command.hpp"

/// Nouns about what the law gives. Named apart from catalogue.hpp, which every noun includes.
namespace ops {

[[nodiscard]] noun explain_noun();
[[nodiscard]] noun report_noun();
[[nodiscard]] noun voucher_noun();
/// `deadline what-if` and `deadline recount`.
[[nodiscard]] std::vector<command> calendar_commands();

} // namespace ops
