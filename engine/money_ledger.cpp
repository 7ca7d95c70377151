#include "engine/money_ledger.hpp"

#include <algorithm>
#include <limits>

namespace engine {
namespace {

using events::money_kind;

voucher* find_collection(std::vector<voucher>& all, std::string_view number) {
    const auto found = std::ranges::find_if(
        all, [&](const voucher& one) { return one.number == number && is_collection(one); });
    return found == all.end() ? nullptr : &*found;
}

/// Those that it names, in that order; where it names none, all: the oldest first for a payment,
/// the newest for what is taken back.
std::vector<voucher*> collections_of(std::vector<voucher>& all, const events::money_recorded& of) {
    std::vector<voucher*> out;
    for (const auto& number : of.of_vouchers) {
        if (auto* one = find_collection(all, number)) {
            out.push_back(one);
        }
    }
    if (!of.of_vouchers.empty()) {
        return out;
    }
    for (auto& one : all) {
        if (is_collection(one)) {
            out.push_back(&one);
        }
    }
    std::ranges::stable_sort(out, {}, [](const voucher* one) { return one->dated; });
    if (of.amount < 0) {
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
    if (is_collection(entered)) {
        entered.left = what.amount;
        entered.in_cash = what.means == events::payment_means::cash;
    } else {
        auto rest = magnitude(what.amount);
        for (auto* one : collections_of(into, what)) {
            const auto some = std::min(rest, open_to(*one, what.kind, what.amount));
            shift(*one, what.kind, what.amount, some);
            rest -= some;
        }
    }
    into.push_back(std::move(entered));
}

void enter_cash_paid_in(std::vector<voucher>& into, const events::cash_paid_in& what) {
    for (const auto& number : what.vouchers) {
        if (auto* one = find_collection(into, number)) {
            one->paid_in = true;
        }
    }
}

} // namespace engine
