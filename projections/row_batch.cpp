#include "projections/row_batch.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace projections {

/// In registers, where the library's comparison of arrays calls a function.
int row_batch::compare(const key_head& a, const key_head& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}

row_batch::key_head row_batch::head_of(std::string_view key, std::size_t from) {
    key_head out{};
    const auto rest = key.substr(std::min(from, key.size()));
    std::memcpy(out.data(), rest.data(), std::min(rest.size(), sizeof out));
    if constexpr (std::endian::native == std::endian::little) {
        for (auto& word : out) {
            word = __builtin_bswap64(word);
        }
    }
    return out;
}

void row_batch::put(table where, std::string_view key, std::string_view value) {
    add(where, key, value, false);
}

void row_batch::erase(table where, std::string_view key) { add(where, key, {}, true); }

void row_batch::add(table where, std::string_view key, std::string_view value, bool erase) {
    const auto key_size = key.size() + 1;
    char* const begin = arena_.take(key_size + value.size());
    *begin = static_cast<char>(where);
    std::memcpy(begin + 1, key.data(), key.size());
    if (!value.empty()) {
        std::memcpy(begin + key_size, value.data(), value.size());
    }
    places_[static_cast<std::size_t>(family_of(where))].push_back(
        {begin, static_cast<std::uint32_t>(key_size),
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

std::string_view row_batch::key_of(const place& one) { return {one.begin, one.key_size}; }

row_batch::row row_batch::at(const place& one) {
    const bool gone = one.value_size == erased;
    return {key_of(one),
            gone ? std::string_view{} : std::string_view{one.begin + one.key_size, one.value_size},
            gone};
}

/// How many bytes all keys begin with alike.
std::size_t row_batch::common_prefix(const std::vector<place>& of) {
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
    auto& sorted = sorting_;
    sorted.clear();
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        sorted.push_back({head_of(key_of(places[i]), alike), places[i].key_size, i});
    }
    // Keys that end within their heads are compared by length too: what follows an end is zeros.
    const auto order = [&](const sorted_place& a, const sorted_place& b) {
        if (const int by_head = compare(a.head, b.head); by_head != 0) {
            return by_head;
        }
        const auto tail = alike + sizeof(key_head);
        if (a.key_size <= tail && b.key_size <= tail) {
            return a.key_size < b.key_size ? -1 : a.key_size > b.key_size ? 1 : 0;
        }
        return key_of(places[a.number]).compare(key_of(places[b.number]));
    };
    std::sort(sorted.begin(), sorted.end(), [&](const sorted_place& a, const sorted_place& b) {
        const int by_key = order(a, b);
        return by_key != 0 ? by_key < 0 : a.number < b.number;
    });
    in_order_.clear();
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const bool last = i + 1 == sorted.size() || order(sorted[i], sorted[i + 1]) != 0;
        if (last) { // of the changes of one row the newest
            in_order_.push_back(places[sorted[i].number]);
        }
    }
    places.swap(in_order_);
}

} // namespace projections
