#include "engine/fees/compute.hpp"
#include "engine/fees/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

template <class Row> const Row* by_code(const std::vector<Row>& rows, const std::string& code) {
    const auto found = std::ranges::find(rows, code, &Row::code);
    return found == rows.end() ? nullptr : &*found;
}

/// What has been summed up over the instalments so far.
struct running {
    std::int64_t total = 0; ///< received, less what is on no fee's account
    money owed;             ///< on the total, before settlements and reliefs
};

/// One instalment's way through the rules.
class reckoning {
public:
    reckoning(const fee_version& version, const fee_rules& rules, const fee_question& asked)
        : version_(version), rules_(rules), asked_(asked) {}

    sum_answer<instalment_fee> of(const instalment& one, running& before) {
        instalment_fee made{one.on, one.received, 0, {}};
        auto sum = gross(one, before, made.steps);
        if (!sum) {
            return tl::unexpected(sum.error());
        }
        sum = settled(*sum, one, made.steps);
        if (sum) {
            sum = relieved(*sum, one, made.steps);
        }
        if (!sum) {
            return tl::unexpected(sum.error());
        }
        const auto dong = rounded(*sum, version_.rounds, asked_.round, made.steps);
        if (!dong) {
            return tl::unexpected(dong.error());
        }
        made.fee = *dong;
        return made;
    }

private:
    using steps = std::vector<sum_step>;

    /// What the instalment adds to the fee on the total.
    sum_answer<money> gross(const instalment& one, running& before, steps& into) const {
        if (!one.exemption.empty()) {
            return exempt(one, into);
        }
        const std::int64_t net = one.received - one.passed_on;
        if (one.passed_on > 0) {
            into.push_back({"share",
                            fmt::format("Thực nhận {} - {}", dong_text(one.received),
                                        dong_text(one.passed_on)),
                            "What is really received, less what is passed on",
                            version_.shares_on.from.source, dong_text(net)});
        }
        const bool first = before.total == 0;
        before.total += net;
        const auto limit = threshold(one.on);
        if (!limit) {
            return tl::unexpected(limit.error());
        }
        if (before.total <= *limit) {
            into.push_back({"threshold",
                            fmt::format("Tổng đã nhận {} không quá {} lần mức lương cơ sở ({}){}: "
                                        "chưa phải chịu phí",
                                        dong_text(before.total), version_.threshold_salaries,
                                        dong_text(*limit), stated()),
                            "The total is not above the threshold: no fee",
                            version_.threshold_on.from.source, dong_text(0)});
            return money{};
        }
        const auto owed = by_tariff(before.total, into);
        const auto added = first ? owed : less_earlier(owed, before.owed, into);
        before.owed = owed;
        return added;
    }

    sum_answer<money> exempt(const instalment& one, steps& into) const {
        const auto* kind = by_code(version_.exemptions, one.exemption);
        if (kind == nullptr) {
            return tl::unexpected(unknown_code("exemption", one.exemption));
        }
        if (!kind->on.adopted) {
            return tl::unexpected(not_adopted("exemption", kind->name, kind->on.from));
        }
        into.push_back({"exemption", "Không thu phí: " + kind->name.vi, "No fee: " + kind->name.en,
                        kind->on.from.source, dong_text(0)});
        return money{};
    }

    [[nodiscard]] std::string stated() const {
        return asked_.base_salary ? ", theo mức lương cơ sở do người tính nêu" : "";
    }

    /// No fee up to this sum.
    [[nodiscard]] sum_answer<std::int64_t> threshold(local_date on) const {
        if (asked_.base_salary) {
            return version_.threshold_salaries * *asked_.base_salary;
        }
        const auto found = std::ranges::find_if(
            rules_.salaries, [&](const base_salary& each) { return each.in_force.holds(on); });
        if (found == rules_.salaries.end()) {
            return tl::unexpected(no_rules_on(on));
        }
        if (!found->on.adopted) {
            return tl::unexpected(not_adopted("base_salary",
                                              {"Mức lương cơ sở " + dong_text(found->amount),
                                               "The base salary of " + dong_text(found->amount)},
                                              found->on.from));
        }
        return version_.threshold_salaries * found->amount;
    }

    [[nodiscard]] money by_tariff(std::int64_t total, steps& into) const {
        const auto next = std::ranges::find_if(
            version_.tariff, [&](const tariff_step& step) { return step.over >= total; });
        const auto& step = *std::prev(next);
        const std::int64_t above = total - step.over;
        const auto owed =
            money(step.fee_at_start).plus(money(above).times(step.rate_ppm, 1'000'000));
        const auto start = step.fee_at_start > 0 ? dong_text(step.fee_at_start) + " + " : "";
        into.push_back({"tariff",
                        fmt::format("Phí trên tổng số {}: {}{} × {}", dong_text(total), start,
                                    percent_text(step.rate_ppm), dong_text(above)),
                        "The fee on the total by the tariff", version_.tariff_on.from.source,
                        exact_text(owed)});
        return owed;
    }

    /// A total of before may have owed more by a threshold of then; what is added is never
    /// negative.
    [[nodiscard]] money less_earlier(const money& owed, const money& earlier, steps& into) const {
        auto added = owed.minus(earlier);
        if (added.negative()) {
            added = money{};
        }
        into.push_back({"instalments",
                        fmt::format("Trừ phí của các lần nhận trước {}", exact_text(earlier)),
                        "Less the fee on the instalments before",
                        version_.instalments_on.from.source, exact_text(added)});
        return added;
    }

    sum_answer<money> settled(const money& sum, const instalment& one, steps& into) const {
        const auto* way = by_code(version_.settlements, one.settlement);
        if (way == nullptr) {
            return tl::unexpected(unknown_code("settlement", one.settlement));
        }
        if (!way->on.adopted) {
            return tl::unexpected(not_adopted("settlement", way->name, way->on.from));
        }
        const auto part = sum.times(way->numerator, way->denominator);
        if (part != sum) {
            into.push_back(
                {"settlement", way->name.vi, way->name.en, way->on.from.source, exact_text(part)});
        }
        return part;
    }

    sum_answer<money> relieved(const money& sum, const instalment& one, steps& into) const {
        if (one.relief.empty()) {
            return sum;
        }
        const auto* ground = by_code(version_.reliefs, one.relief);
        if (ground == nullptr) {
            return tl::unexpected(unknown_code("relief", one.relief));
        }
        if (!ground->on.adopted) {
            return tl::unexpected(not_adopted("relief", ground->name, ground->on.from));
        }
        const bool up_to = ground->effect == relief_effect::reduce_up_to;
        const auto percent = one.percent.value_or(up_to ? 0 : ground->percent);
        if (percent < 1 || percent > ground->percent || (!up_to && percent != ground->percent)) {
            return tl::unexpected(
                sum_refusal{"percent_not_allowed",
                            {fmt::format("{}: hãy nêu tỷ lệ được giảm, {} {}%.", ground->name.vi,
                                         up_to ? "không quá" : "đúng", ground->percent),
                             fmt::format("State the percentage that was granted: {} {}%.",
                                         up_to ? "at most" : "exactly", ground->percent)},
                            ground->on.from.source});
        }
        const auto rest = sum.times(100 - percent, 100);
        into.push_back({"relief", fmt::format("{} (giảm {}%)", ground->name.vi, percent),
                        fmt::format("{} ({}% off)", ground->name.en, percent),
                        ground->on.from.source, exact_text(rest)});
        return rest;
    }

    const fee_version& version_;
    const fee_rules& rules_;
    const fee_question& asked_;
};

std::optional<sum_refusal> unfit(const fee_question& asked) {
    std::int64_t total = 0;
    for (const auto& one : asked.instalments) {
        if (one.received < 0 || one.received > dong_max || one.passed_on < 0 ||
            one.passed_on > one.received) {
            return bad_amount("received, passed_on");
        }
        total += one.received;
        if (total > dong_max) {
            return bad_amount("received");
        }
    }
    if (asked.base_salary && (*asked.base_salary < 1 || *asked.base_salary > dong_max / 1'000)) {
        return bad_amount("base_salary");
    }
    return std::nullopt;
}

} // namespace

sum_answer<fee_sum> compute_fee(const fee_rules& rules, const fee_question& asked) {
    if (auto no = unfit(asked)) {
        return tl::unexpected(std::move(*no));
    }
    fee_sum sum;
    running so_far;
    for (const auto& one : asked.instalments) {
        const auto version = std::ranges::find_if(rules.versions, [&](const fee_version& each) {
            return each.in_force.holds(one.on) && each.on.adopted;
        });
        if (version == rules.versions.end()) {
            return tl::unexpected(no_rules_on(one.on));
        }
        auto made = reckoning{*version, rules, asked}.of(one, so_far);
        if (!made) {
            return tl::unexpected(std::move(made.error()));
        }
        sum.fee += made->fee;
        sum.instalments.push_back(std::move(*made));
    }
    return sum;
}

} // namespace engine
