#pragma once

#include "connectors/http/problem.hpp"
#include "engine/rejection.hpp"

#include <span>
#include <string_view>

namespace connectors::api {

/// A kind of problem that the API answers with: its code never changes, and /problems/<code>
/// explains it.
struct problem_kind {
    std::string_view code;
    int status = 500;
    std::string_view title_vi;
    std::string_view title_en;
    std::string_view advice_vi; ///< what to do now
    std::string_view advice_en;
};

/// All kinds, those of the transport left out.
[[nodiscard]] std::span<const problem_kind> problem_kinds();
[[nodiscard]] const problem_kind* find_problem_kind(std::string_view code);

/// A problem of that kind; `detail` says what it is about this time. An unknown code is a bug.
[[nodiscard]] problem problem_of(std::string_view code, bilingual detail = {});

/// The problem that tells a refusal: code, reason, rule, legal source, where the case stands and
/// what could be done instead.
[[nodiscard]] problem problem_of(const engine::rejection& no);

} // namespace connectors::api
