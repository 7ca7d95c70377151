#pragma once

#include "events/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

/// How a sum that is no whole number of đồng becomes one.
enum class rounding : std::uint8_t {
    not_stated, ///< the text has no rule: somebody must say how
    down,
    nearest, ///< half a đồng goes up
    up,
};

/// The largest sum that is computed with: a million billion đồng.
inline constexpr std::int64_t dong_max = 1'000'000'000'000'000;

/// An exact sum of đồng, with its fraction. Sums up to dong_max times the fractions of the rules do
/// not overflow.
class money {
public:
    money() = default;
    explicit money(std::int64_t dong) : numerator_(dong) {}

    /// This, times numerator / denominator.
    [[nodiscard]] money times(std::int64_t numerator, std::int64_t denominator) const;
    [[nodiscard]] money plus(const money& other) const;
    [[nodiscard]] money minus(const money& other) const;

    [[nodiscard]] bool whole() const { return denominator_ == 1; }
    [[nodiscard]] bool negative() const { return numerator_ < 0; }
    /// Whole đồng; none when it is not whole and no rule says how to round.
    [[nodiscard]] std::optional<std::int64_t> dong(rounding how) const;

    bool operator==(const money&) const = default;

private:
    __extension__ typedef __int128 wide;
    friend std::string exact_text(const money&);
    money(wide numerator, wide denominator);

    wide numerator_ = 0; ///< not negative in any sum that is shown
    wide denominator_ = 1;
};

/// `1.234.567`, of a number that is not negative.
[[nodiscard]] std::string grouped_text(std::int64_t number);
/// `1.234.567 đồng`, as documents write it.
[[nodiscard]] std::string dong_text(std::int64_t dong);
/// `1.234.567 1/3 đồng`.
[[nodiscard]] std::string exact_text(const money& sum);
/// `3%`, `0,01%` of parts in a million.
[[nodiscard]] std::string percent_text(std::int64_t ppm);

} // namespace engine

template <> struct events::enum_names<engine::rounding> {
    static constexpr std::array<std::string_view, 4> names{"not_stated", "down", "nearest", "up"};
};
