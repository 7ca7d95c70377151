#pragma once

#include "engine/fees/money.hpp"
#include "engine/procedure.hpp"
#include "engine/rule_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the law says about the enforcement fee and about relief from it and from the costs of
/// coercion, as data: schemas/fees/ in memory.
namespace engine {

/// From `over` đồng on, `rate_ppm` đồng for a million are added to `fee_at_start`.
struct tariff_step {
    std::int64_t over = 0;
    std::int64_t fee_at_start = 0;
    std::int64_t rate_ppm = 0;
};

/// A named rule of a closed list, such as a ground on which no fee is due.
struct named_rule {
    std::string code;
    bilingual name;
    standing on;
};

/// The part of the fee that is due when the money was handed over in this way.
struct settlement_rule : named_rule {
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
};

enum class relief_effect : std::uint8_t { exempt, reduce, reduce_up_to };

struct relief_rule : named_rule {
    relief_effect effect = relief_effect::reduce;
    std::int64_t percent = 0;
};

/// How fractions of a đồng are treated, where the text or an instruction says so.
struct rounding_rule {
    rounding rule = rounding::not_stated;
    standing on;
    /// The rule, if it was adopted.
    [[nodiscard]] rounding applied() const { return on.adopted ? rule : rounding::not_stated; }
};

/// The fee of one time slice.
struct fee_version {
    std::string id;
    bilingual name;
    validity in_force;
    standing on;
    std::int64_t threshold_salaries = 0; ///< no fee up to so many base salaries
    standing threshold_on;
    std::vector<tariff_step> tariff; ///< by `over`, the first from 0
    standing tariff_on;
    standing shares_on;      ///< of common property: each payer by what is really received
    standing instalments_on; ///< together they amount to the fee on the whole
    std::vector<settlement_rule> settlements;
    std::vector<named_rule> exemptions;
    std::vector<relief_rule> reliefs;
    rounding_rule rounds;
};

struct base_salary {
    std::int64_t amount = 0; ///< đồng a month
    validity in_force;
    standing on;
};

enum class cost_relief_effect : std::uint8_t {
    reduce,     ///< the part of the cost is not paid
    waive_rest, ///< who has paid the part may be excused from the rest
};

struct cost_relief_rule : named_rule {
    validity in_force;
    cost_relief_effect effect = cost_relief_effect::reduce;
    std::int64_t numerator = 1;
    std::int64_t denominator = 2;
};

struct fee_rules {
    std::vector<fee_version> versions;
    std::vector<base_salary> salaries;
    std::vector<cost_relief_rule> cost_reliefs;
    rounding_rule cost_rounds;
};

/// Reads fees/*.json out of the texts of a rule set; nothing when it holds none, as rule sets of
/// before did not. Throws events::fault `rules-bad-data` with the file, the JSON pointer and the
/// reason.
[[nodiscard]] std::optional<fee_rules> read_fee_rules(const rule_files& files);

} // namespace engine

template <> struct events::enum_names<engine::relief_effect> {
    static constexpr std::array<std::string_view, 3> names{"exempt", "reduce", "reduce_up_to"};
};
template <> struct events::enum_names<engine::cost_relief_effect> {
    static constexpr std::array<std::string_view, 2> names{"reduce", "waive_rest"};
};
