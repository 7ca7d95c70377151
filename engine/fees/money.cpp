#include "engine/fees/money.hpp"

#include <fmt/format.h>

namespace engine {
namespace {

template <class Number> Number common_divisor(Number a, Number b) {
    while (b != 0) {
        const Number rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

} // namespace

money::money(wide numerator, wide denominator) {
    const wide shared = common_divisor(numerator, denominator);
    numerator_ = numerator / shared;
    denominator_ = denominator / shared;
}

money money::times(std::int64_t numerator, std::int64_t denominator) const {
    return {numerator_ * numerator, denominator_ * denominator};
}

money money::plus(const money& other) const {
    return {numerator_ * other.denominator_ + other.numerator_ * denominator_,
            denominator_ * other.denominator_};
}

money money::minus(const money& other) const { return plus(other.times(-1, 1)); }

std::optional<std::int64_t> money::dong(rounding how) const {
    const auto floor = static_cast<std::int64_t>(numerator_ / denominator_);
    const wide rest = numerator_ % denominator_;
    if (rest == 0) {
        return floor;
    }
    switch (how) {
    case rounding::not_stated:
        return std::nullopt;
    case rounding::down:
        return floor;
    case rounding::nearest:
        return floor + (rest * 2 >= denominator_ ? 1 : 0);
    case rounding::up:
        return floor + 1;
    }
    return std::nullopt;
}

std::string grouped_text(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    }
    return digits;
}

std::string dong_text(std::int64_t dong) { return grouped_text(dong) + " đồng"; }

std::string exact_text(const money& sum) {
    const auto floor = static_cast<std::int64_t>(sum.numerator_ / sum.denominator_);
    if (sum.whole()) {
        return dong_text(floor);
    }
    return fmt::format("{} {}/{} đồng", grouped_text(floor),
                       static_cast<std::int64_t>(sum.numerator_ % sum.denominator_),
                       static_cast<std::int64_t>(sum.denominator_));
}

std::string percent_text(std::int64_t ppm) {
    std::string text = fmt::format("{}", ppm / 10'000);
    if (ppm % 10'000 != 0) {
        std::string decimals = fmt::format("{:04}", ppm % 10'000);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += "," + decimals;
    }
    return text + "%";
}

} // namespace engine
