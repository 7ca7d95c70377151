#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace testing_support {

/// The seed of a random test: MOTCUA_TEST_SEED of the environment, or another one each time. A test
/// prints it when it fails.
[[nodiscard]] inline std::uint64_t seed_of_this_run() {
    const char* given = std::getenv("MOTCUA_TEST_SEED");
    return given != nullptr ? std::stoull(given) : std::random_device{}();
}

/// Fills events::described structs with values: fixed ones, or random ones when a generator is
/// given.
class filler {
public:
    explicit filler(std::mt19937_64* random) : random_(random) {}

    template <class Tag> void fill(events::strong_string<Tag>& into) {
        into = events::strong_string<Tag>{events::uuid_of(std::to_string(number(1'000'000)))};
    }
    void fill(std::string& into) {
        static const std::array<std::string, 6> texts{
            "enf_request", "Nguyễn Thị Đặng Hường", "dòng 1\ndòng 2\t\"ngoặc\" \\ / \x01", "",
            "🏛️ một cửa",  std::string(300, 'x')};
        into = random_ == nullptr ? "enf_request" : texts[number(texts.size())];
    }
    void fill(events::digest& into) { into = events::sha256(std::to_string(number(1'000'000))); }
    void fill(events::instant& into) {
        into = events::instant{std::chrono::milliseconds{
            1'496'279'561'000 + static_cast<std::int64_t>(number(1U << 30U))}};
    }
    void fill(events::local_date& into) {
        into = events::local_date{std::chrono::sys_days{std::chrono::year{2017} / 6 / 1} +
                                  std::chrono::days{number(3000)}};
    }
    void fill(bool& into) { into = number(2) == 0; }
    void fill(std::int64_t& into) {
        into = static_cast<std::int64_t>(number(1U << 20U)) - (random_ == nullptr ? 0 : 1000);
    }
    void fill(std::uint64_t& into) { into = 1 + number(1U << 20U); }
    template <events::named_enum E> void fill(E& into) {
        into = static_cast<E>(number(events::enum_names<E>::names.size()));
    }
    template <class T> void fill(std::optional<T>& into) {
        if (number(2) == 0) {
            fill(into.emplace());
        }
    }
    template <class T> void fill(std::vector<T>& into) {
        into.resize(random_ == nullptr ? 1 : number(4));
        for (auto& item : into) {
            fill(item);
        }
    }
    template <events::described T> void fill(T& into) {
        events::for_each_field(into, [&](std::string_view, auto& member) { fill(member); });
    }

    std::size_t number(std::size_t below) {
        return random_ == nullptr ? 0 : static_cast<std::size_t>((*random_)() % below);
    }

private:
    std::mt19937_64* random_;
};

} // namespace testing_support
