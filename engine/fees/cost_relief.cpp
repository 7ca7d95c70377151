#include "engine/fees/compute.hpp"
#include "engine/fees/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

/// The ground that is in force and adopted on the day; what forbids it otherwise.
sum_answer<const cost_relief_rule*> find_ground(const fee_rules& rules,
                                                const cost_relief_question& asked) {
    const auto in_force = [&](const cost_relief_rule& each) {
        return each.in_force.holds(asked.on);
    };
    if (std::ranges::none_of(rules.cost_reliefs, in_force)) {
        return tl::unexpected(no_rules_on(asked.on));
    }
    const auto found = std::ranges::find_if(rules.cost_reliefs, [&](const cost_relief_rule& each) {
        return in_force(each) && each.code == asked.ground;
    });
    if (found == rules.cost_reliefs.end()) {
        return tl::unexpected(unknown_code("ground", asked.ground));
    }
    if (!found->on.adopted) {
        return tl::unexpected(not_adopted("ground", found->name, found->on.from));
    }
    return &*found;
}

sum_answer<cost_relief_sum> rest_waived(const cost_relief_rule& rule,
                                        const cost_relief_question& asked) {
    const auto needed = money(asked.cost).times(rule.numerator, rule.denominator);
    if (money(asked.paid).minus(needed).negative()) {
        return tl::unexpected(sum_refusal{
            "not_enough_paid",
            {fmt::format("Phải nộp ít nhất {} trước khi được xét miễn phần còn lại; mới "
                         "nộp {}.",
                         exact_text(needed), dong_text(asked.paid)),
             "At least this part must be paid before the rest may be waived."},
            rule.on.from.source});
    }
    return cost_relief_sum{
        asked.cost - asked.paid,
        asked.paid,
        {{"paid",
          fmt::format("Đã nộp {}, không ít hơn {}", dong_text(asked.paid), exact_text(needed)),
          "Paid enough", rule.on.from.source, dong_text(asked.paid)},
         {"relief", rule.name.vi, rule.name.en, rule.on.from.source,
          dong_text(asked.cost - asked.paid)}}};
}

} // namespace

sum_answer<cost_relief_sum> compute_cost_relief(const fee_rules& rules,
                                                const cost_relief_question& asked) {
    if (asked.cost < 0 || asked.cost > dong_max || asked.paid < 0 || asked.paid > asked.cost) {
        return tl::unexpected(bad_amount("cost, paid"));
    }
    const auto ground = find_ground(rules, asked);
    if (!ground) {
        return tl::unexpected(ground.error());
    }
    const auto& rule = **ground;
    if (rule.effect == cost_relief_effect::waive_rest) {
        return rest_waived(rule, asked);
    }
    cost_relief_sum made;
    const auto off = money(asked.cost).times(rule.numerator, rule.denominator);
    const auto rest = money(asked.cost).minus(off);
    made.steps.push_back(
        {"relief", rule.name.vi, rule.name.en, rule.on.from.source, exact_text(rest)});
    const auto to_pay = rounded(rest, rules.cost_rounds, asked.round, made.steps);
    if (!to_pay) {
        return tl::unexpected(to_pay.error());
    }
    made.to_pay = *to_pay;
    made.relieved = asked.cost - *to_pay;
    return made;
}

} // namespace engine
