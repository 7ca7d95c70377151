#include "engine/money_ledger.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <ranges>
#include <string>

namespace engine {
namespace {

using events::money_kind;

voucher* find_collection(std::vector<voucher>& all, std::string_view number) {
    const auto found = std::ranges::find_if(
        all, [&](const voucher& one) { return one.number == number && is_collection(one); });
    return found == all.end() ? nullptr : &*found;
}

bool takes_payment_back(const voucher& one) {
    return one.kind == money_kind::paid_out && one.amount < 0;
}

std::vector<voucher*> collections_named(std::vector<voucher>& all,
                                        const std::vector<std::string>& numbers) {
    std::vector<voucher*> out;
    for (const auto& number : numbers) {
        if (auto* one = find_collection(all, number)) {
            out.push_back(one);
        }
    }
    return out;
}

/// Those up to a day, where one is said: the oldest first for a payment, the newest for what is
/// taken back.
std::vector<voucher*> all_collections(std::vector<voucher>& all, std::int64_t amount,
                                      std::optional<events::local_date> up_to = {}) {
    std::vector<voucher*> out;
    for (auto& one : all) {
        if (is_collection(one) && (!up_to || one.dated <= *up_to)) {
            out.push_back(&one);
        }
    }
    std::ranges::stable_sort(out, {}, [](const voucher* one) { return one->dated; });
    if (amount < 0) {
        std::ranges::reverse(out);
    }
    return out;
}

void shift(voucher& collection, money_kind kind, std::int64_t amount, std::int64_t some) {
    if (kind == money_kind::collected) {
        collection.left -= some;
    } else {
        const auto paid = amount > 0 ? some : -some;
        collection.left -= paid;
        collection.paid += paid;
    }
}

/// A log of before may hold the one amount that has no opposite.
std::int64_t magnitude(std::int64_t amount) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    return amount >= 0 ? amount : -std::max(amount, least + 1);
}

/// What is left of `rest` once these collections have taken what they can.
std::int64_t rest_after(const voucher& by, std::int64_t rest, const std::vector<voucher*>& of) {
    for (auto* one : of) {
        const auto some = std::min(rest, open_to(*one, by.kind, by.amount));
        shift(*one, by.kind, by.amount, some);
        rest -= some;
    }
    return rest;
}

/// A payment that found no collection, such as one that was entered twice, is what is taken back
/// first.
std::int64_t taken_from_what_waits(std::vector<voucher>& all, std::int64_t rest) {
    for (auto& one : all | std::views::reverse) {
        if (one.kind == money_kind::paid_out) {
            const auto some = std::min(rest, one.waits);
            one.waits -= some;
            rest -= some;
        }
    }
    return rest;
}

/// The earliest day of which something is left.
std::optional<events::local_date> first_open_day(const std::vector<voucher>& all) {
    std::optional<events::local_date> first;
    for (const auto& one : all) {
        if (one.left > 0) {
            first = std::min(first.value_or(one.dated), one.dated);
        }
    }
    return first;
}

/// What was entered before its collection takes of it now; nobody pays out what comes in later.
void place_what_waits(std::vector<voucher>& all) {
    auto open = first_open_day(all);
    for (auto& one : all) {
        if (!open) {
            return;
        }
        if (one.waits > 0 && one.dated >= *open) {
            one.waits = rest_after(one, one.waits, all_collections(all, one.amount, one.dated));
            open = first_open_day(all);
        }
    }
}

} // namespace

const voucher* find_voucher(const std::vector<voucher>& all, std::string_view number) {
    const auto found = std::ranges::find(all, number, &voucher::number);
    return found == all.end() ? nullptr : &*found;
}

bool is_collection(const voucher& one) {
    return one.kind == money_kind::collected && one.amount > 0;
}

bool is_to_be_paid_out(const voucher& one) { return one.left > 0; }

bool is_to_be_paid_in(const voucher& one) {
    return one.in_cash && !one.paid_in && (one.left > 0 || one.paid > 0);
}

std::int64_t open_to(const voucher& collection, money_kind kind, std::int64_t amount) {
    return kind == money_kind::paid_out && amount < 0 ? collection.paid : collection.left;
}

void enter_voucher(std::vector<voucher>& into, const events::money_recorded& what) {
    voucher entered{.kind = what.kind,
                    .amount = what.amount,
                    .number = what.voucher,
                    .dated = what.dated,
                    .reconciled = false};
    const bool opens = is_collection(entered) || takes_payment_back(entered);
    if (is_collection(entered)) {
        entered.left = what.amount;
        entered.in_cash = what.means == events::payment_means::cash;
    } else if (!what.of_vouchers.empty()) {
        rest_after(entered, magnitude(what.amount), collections_named(into, what.of_vouchers));
    } else if (takes_payment_back(entered)) {
        rest_after(entered, taken_from_what_waits(into, magnitude(what.amount)),
                   all_collections(into, what.amount));
    } else {
        entered.waits =
            rest_after(entered, magnitude(what.amount), all_collections(into, what.amount));
    }
    into.push_back(std::move(entered));
    if (opens) {
        place_what_waits(into);
    }
}

void enter_cash_paid_in(std::vector<voucher>& into, const events::cash_paid_in& what) {
    for (const auto& number : what.vouchers) {
        if (auto* one = find_collection(into, number)) {
            one->paid_in = true;
        }
    }
}

} // namespace engine
