#pragma once

#include "engine/fees/fee_rules.hpp"
#include "events/describe.hpp"
#include "events/instant.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Sums that the law fixes, each with its derivation: what was computed, from which rule, out of
/// which text. Pure; exact until the last step; money is whole đồng.
namespace engine {

/// One step of a sum, to be shown to a person.
struct sum_step {
    std::string rule; ///< stable word: tariff, threshold, settlement, relief, rounding …
    std::string vi;
    std::string en;
    std::string source; ///< legal ground; empty for plain arithmetic
    std::string amount; ///< what the sum is after this step, exactly: `33.333 1/3 đồng`

    static constexpr auto fields() {
        using s = sum_step;
        using events::field;
        return std::tuple{field{"rule", &s::rule}, field{"vi", &s::vi}, field{"en", &s::en},
                          field{"source", &s::source}, field{"amount", &s::amount}};
    }
};

/// Why there is no sum: a rule is missing, not adopted, or does not fit what was asked.
struct sum_refusal {
    std::string code; ///< stable: no_rules_then, base_salary_not_adopted, rounding_not_stated …
    bilingual why;
    std::string source;
};

template <class Sum> using sum_answer = tl::expected<Sum, sum_refusal>;

/// Money or property that the creditor really received at one time.
struct instalment {
    local_date on;                         ///< when the fee on it is decided
    std::int64_t received = 0;             ///< đồng
    std::int64_t passed_on = 0;            ///< of it, handed to others who share
    std::string settlement = "collected";  ///< code of the way in which it was handed over
    std::string exemption;                 ///< code of a kind on which no fee is due
    std::string relief;                    ///< code of a ground of relief that was granted
    std::optional<std::int64_t> percent{}; ///< how much was granted, where the law says "up to"
};

struct fee_question {
    std::vector<instalment> instalments; ///< all that belong together, in order
    /// Stated by whoever asks where the rules have adopted none; shown in the derivation.
    std::optional<std::int64_t> base_salary{};
    rounding round = rounding::not_stated; ///< likewise
};

struct instalment_fee {
    local_date on;
    std::int64_t received = 0;
    std::int64_t fee = 0;
    std::vector<sum_step> steps;

    static constexpr auto fields() {
        using f = instalment_fee;
        using events::field;
        return std::tuple{field{"on", &f::on}, field{"received", &f::received},
                          field{"fee", &f::fee}, field{"steps", &f::steps}};
    }
};

struct fee_sum {
    std::int64_t fee = 0; ///< of all instalments
    std::vector<instalment_fee> instalments;

    static constexpr auto fields() {
        return std::tuple{events::field{"fee", &fee_sum::fee},
                          events::field{"instalments", &fee_sum::instalments}};
    }
};

/// The enforcement fee (TT 216/2016/TT-BTC). Several instalments together owe the fee on their
/// total, each what its arrival adds (art. 5.2); small ones owe nothing until the total passes the
/// threshold (art. 5.3).
[[nodiscard]] sum_answer<fee_sum> compute_fee(const fee_rules& rules, const fee_question& asked);

struct cost_relief_question {
    local_date on;         ///< when the application was received
    std::int64_t cost = 0; ///< đồng, of the coercion
    std::int64_t paid = 0; ///< of it, so far
    std::string ground;
    rounding round = rounding::not_stated;
};

struct cost_relief_sum {
    std::int64_t relieved = 0; ///< the state budget bears it (Luật THADS 26/2008/QH12 art. 73.3d)
    std::int64_t to_pay = 0;   ///< in all, what was paid included
    std::vector<sum_step> steps;

    static constexpr auto fields() {
        using s = cost_relief_sum;
        using events::field;
        return std::tuple{field{"relieved", &s::relieved}, field{"to_pay", &s::to_pay},
                          field{"steps", &s::steps}};
    }
};

/// Relief from coercive-enforcement costs (NĐ 62/2015/NĐ-CP art. 44, NĐ 152/2026/NĐ-CP art. 87).
[[nodiscard]] sum_answer<cost_relief_sum> compute_cost_relief(const fee_rules& rules,
                                                              const cost_relief_question& asked);

} // namespace engine
