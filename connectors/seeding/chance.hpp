#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

/// Randomness that a seed repeats on every machine: the standard library's distributions do not.
namespace connectors::seeding {

/// SplitMix64 (Steele, Lea, Flood 2014): eight bytes of state, so that every case has its own.
class chance {
public:
    explicit chance(std::uint64_t seed) : state_(seed) {}
    /// One that follows from a seed and the numbers of what it is for.
    chance(std::uint64_t seed, std::uint64_t of) : state_(seed ^ (of * 0xd1342543de82ef95ULL)) {
        static_cast<void>(next());
    }

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// 0 to limit - 1. Precondition: limit > 0.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    /// From 0 up to, but not including, 1.
    double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * share(); }
    std::chrono::milliseconds between(std::chrono::milliseconds low,
                                      std::chrono::milliseconds high) {
        return low +
               std::chrono::milliseconds{below(static_cast<std::size_t>((high - low).count() + 1))};
    }
    template <class List> const auto& one_of(const List& list) { return list[below(list.size())]; }

private:
    std::uint64_t state_;
};

/// Alternatives in exact proportions. A road that one case in forty takes is taken by every
/// fortieth or so, and not by none when luck has it: also a small data set shows every road.
class fair_shares {
public:
    explicit fair_shares(std::uint64_t seed) : luck_(seed) {}

    /// Whether the next case at this fork takes the road that `share` of all take.
    bool takes(std::string_view fork, double share) {
        const auto [at, fresh] = owed_.try_emplace(fork, 0.0);
        if (fresh) {
            at->second = luck_.share();
        }
        at->second += share * luck_.between(0.5, 1.5);
        if (at->second < 1) {
            return false;
        }
        at->second -= 1;
        return true;
    }

private:
    chance luck_;
    std::map<std::string_view, double> owed_; ///< by fork, whose names are literals
};

} // namespace connectors::seeding
