#include "projections/row_batch.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace projections {
namespace {

/// The bytes of a key from `from` on, as numbers that compare as the bytes do; zeros after its end.
constexpr std::size_t head_words = 3;
using key_head = std::array<std::uint64_t, head_words>;
constexpr std::size_t head_bytes = sizeof(key_head);

/// Below, above or at 0 as `a` is before, after or like `b`: in registers, where the library's
/// comparison of arrays calls a function.
int compare(const key_head& a, const key_head& b) {
    for (std::size_t i = 0; i < head_words; ++i) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}

key_head head_of(std::string_view key, std::size_t from) {
    key_head out{};
    const auto rest = key.substr(std::min(from, key.size()));
    std::memcpy(out.data(), rest.data(), std::min(rest.size(), head_bytes));
    if constexpr (std::endian::native == std::endian::little) {
        for (auto& word : out) {
            word = __builtin_bswap64(word);
        }
    }
    return out;
}

} // namespace

/// A place with the part of its key by which nearly all keys differ, so that sorting does not go
/// back to the keys themselves.
struct row_batch::sorted_place {
    key_head head;
    place of;
};

void row_batch::put(table where, std::string_view key, std::string_view value) {
    add(where, key, value, false);
}

void row_batch::erase(table where, std::string_view key) { add(where, key, {}, true); }

void row_batch::add(table where, std::string_view key, std::string_view value, bool erase) {
    const std::uint64_t begin = arena_.size();
    arena_.push_back(static_cast<char>(where));
    arena_.append(key);
    arena_.append(value);
    places_[static_cast<std::size_t>(family_of(where))].push_back(
        {begin, static_cast<std::uint32_t>(key.size() + 1),
         erase ? erased : static_cast<std::uint32_t>(value.size())});
}

std::size_t row_batch::size() const {
    std::size_t out = 0;
    for (const auto& family : places_) {
        out += family.size();
    }
    return out;
}

void row_batch::clear() {
    arena_.clear();
    for (auto& family : places_) {
        family.clear();
    }
}

std::string_view row_batch::key_of(const place& one) const {
    return std::string_view{arena_}.substr(one.begin, one.key_size);
}

row_batch::row row_batch::at(const place& one) const {
    const std::string_view all{arena_};
    const bool gone = one.value_size == erased;
    return {key_of(one),
            gone ? std::string_view{} : all.substr(one.begin + one.key_size, one.value_size), gone};
}

/// How many bytes all keys begin with alike.
std::size_t row_batch::common_prefix(const std::vector<place>& of) const {
    const auto first = key_of(of.front());
    std::size_t out = first.size();
    for (const auto& one : of) {
        const auto key = key_of(one).substr(0, out);
        out = static_cast<std::size_t>(std::mismatch(key.begin(), key.end(), first.begin()).first -
                                       key.begin());
    }
    return out;
}

void row_batch::sort(family which) {
    auto& places = places_[static_cast<std::size_t>(which)];
    if (places.empty()) {
        return;
    }
    const auto alike = common_prefix(places);
    std::vector<sorted_place> sorted;
    sorted.reserve(places.size());
    for (const auto& one : places) {
        sorted.push_back({head_of(key_of(one), alike), one});
    }
    // Keys that end within their heads are compared by length too: what follows an end is zeros.
    const auto order = [&](const sorted_place& a, const sorted_place& b) {
        const auto tail = alike + head_bytes;
        if (a.of.key_size <= tail && b.of.key_size <= tail) {
            return a.of.key_size < b.of.key_size ? -1 : a.of.key_size > b.of.key_size ? 1 : 0;
        }
        return key_of(a.of).compare(key_of(b.of));
    };
    std::sort(sorted.begin(), sorted.end(), [&](const sorted_place& a, const sorted_place& b) {
        if (const int by_head = compare(a.head, b.head); by_head != 0) {
            return by_head < 0;
        }
        const int by_key = order(a, b);
        return by_key != 0 ? by_key < 0 : a.of.begin < b.of.begin;
    });
    places.clear();
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const bool last = i + 1 == sorted.size() ||
                          compare(sorted[i].head, sorted[i + 1].head) != 0 ||
                          order(sorted[i], sorted[i + 1]) != 0;
        if (last) { // of the changes of one row the newest
            places.push_back(sorted[i].of);
        }
    }
}

} // namespace projections
