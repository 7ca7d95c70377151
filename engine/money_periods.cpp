#include "engine/money_periods.hpp"

#include "engine/law.hpp"
#include "engine/money_ledger.hpp"
#include "engine/refusing.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace engine {
namespace {

struct kind_of_period {
    fact starts{};
    fact ends{};
    bool (*is_owed)(const voucher&) = nullptr;
};

constexpr std::array kinds{
    kind_of_period{fact::money_collected, fact::money_paid_out, is_to_be_paid_out},
    kind_of_period{fact::cash_collected, fact::cash_paid_in, is_to_be_paid_in}};

/// A voucher says the day of a collection and not its hour: it counts from the end of office hours,
/// as the circular counts cash (by the start of the next working day).
events::instant collected_at(const step_input& step, const voucher& one) {
    return events::at_office(one.dated, step.context.rules.calendar.afternoon().end);
}

/// The period of the earliest collection that is not settled and of which a law gives one; none
/// where there is none.
law::answer<std::optional<events::deadline_started>>
first_owed(const step_input& step, const std::vector<voucher>& vouchers,
           const kind_of_period& kind) {
    std::vector<const voucher*> owed;
    for (const auto& one : vouchers) {
        if (kind.is_owed(one)) {
            owed.push_back(&one);
        }
    }
    std::ranges::stable_sort(owed, {}, [](const voucher* one) { return one->dated; });
    const auto& state = step.state;
    for (const auto* one : owed) {
        const auto at = collected_at(step, *one);
        auto begun = law::periods_begun(step.context.rules, {.procedure = state.procedure,
                                                             .what = kind.starts,
                                                             .at = at,
                                                             .days = state.law_at(at),
                                                             .known = law::known_of(state),
                                                             .received_at = state.received_at});
        if (!begun) {
            return tl::unexpected(std::move(begun).error());
        }
        if (!begun->empty()) {
            return std::move(begun->front());
        }
    }
    return std::nullopt;
}

const deadline* running_of(const step_input& step, const kind_of_period& kind) {
    const auto& state = step.state;
    const auto found = std::ranges::find_if(state.deadlines, [&](const deadline& one) {
        return one.open() && law::meets(step.context.rules, state.procedure, one.id, kind.ends);
    });
    return found == state.deadlines.end() ? nullptr : &*found;
}

std::optional<std::vector<voucher>> ledger_after(const step_input& step, const recorded& made) {
    auto vouchers = step.state.vouchers;
    if (const auto* money = std::get_if<events::money_recorded>(&made.detail)) {
        enter_voucher(vouchers, *money);
    } else if (const auto* cash = std::get_if<events::cash_paid_in>(&made.detail)) {
        enter_cash_paid_in(vouchers, *cash);
    } else {
        return std::nullopt;
    }
    return vouchers;
}

/// Of their days, as the vouchers say them: the hour is that of the office, and other rules may
/// have another.
auto begins_on(const auto& period) {
    return std::chrono::sys_days{events::office_date(period.since)};
}

/// What runs for a day whose collections are settled ends, met by the step that settled them. What
/// was taken back, or gives way to a collection of an earlier day, lapses.
void change_over(events::facts& facts, const deadline* running,
                 const std::optional<events::deadline_started>& next, bool settles) {
    if (running != nullptr && next && begins_on(*next) == begins_on(*running)) {
        return;
    }
    if (running != nullptr) {
        const bool settled = settles && (!next || begins_on(*next) > begins_on(*running));
        (settled ? facts.deadlines_met : facts.deadlines_lapsed).push_back(running->id);
    }
    if (next) {
        facts.deadlines_started.push_back(*next);
    }
}

} // namespace

void add_money_periods(events::facts& facts, const step_input& step, const recorded& made,
                       std::optional<rejection>& problem) {
    const auto vouchers = ledger_after(step, made);
    if (!vouchers) {
        return;
    }
    for (const auto& kind : kinds) {
        const auto next = first_owed(step, *vouchers, kind);
        if (!next) {
            problem = outside_calendar(next.error(), step.state);
            return;
        }
        change_over(facts, running_of(step, kind), *next,
                    std::ranges::count(made.establishes, kind.ends) > 0);
    }
}

} // namespace engine
