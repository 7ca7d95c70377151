#include "projections/row_batch.hpp"

#include <algorithm>
#include <cstring>

namespace projections {

void row_batch::put(table where, std::string_view key, std::string_view value) {
    add(where, key, value, false);
}

void row_batch::erase(table where, std::string_view key) { add(where, key, {}, true); }

void row_batch::add(table where, std::string_view key, std::string_view value, bool erase) {
    const std::uint64_t begin = arena_.size();
    arena_.push_back(static_cast<char>(where));
    arena_.append(key);
    arena_.append(value);
    std::array<unsigned char, 16> first{};
    std::memcpy(first.data(), arena_.data() + begin, std::min(key.size() + 1, first.size()));
    std::array<std::uint64_t, 2> head{};
    for (std::size_t i = 0; i < first.size(); ++i) {
        head[i / 8] = (head[i / 8] << 8U) | first[i];
    }
    places_[static_cast<std::size_t>(family_of(where))].push_back(
        {head, begin, static_cast<std::uint32_t>(key.size() + 1),
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

row_batch::row row_batch::at(const place& one) const {
    const std::string_view all{arena_};
    const bool gone = one.value_size == erased;
    return {all.substr(one.begin, one.key_size),
            gone ? std::string_view{} : all.substr(one.begin + one.key_size, one.value_size), gone};
}

bool row_batch::before(const place& a, const place& b) const {
    if (a.head != b.head) {
        return a.head < b.head;
    }
    const int order = at(a).key.compare(at(b).key);
    return order != 0 ? order < 0 : a.begin < b.begin;
}

void row_batch::sort(family which) {
    auto& places = places_[static_cast<std::size_t>(which)];
    std::sort(places.begin(), places.end(),
              [this](const place& a, const place& b) { return before(a, b); });
    // The newest of equal keys is the last one: unique() keeps the first, hence from behind.
    const auto kept =
        std::unique(places.rbegin(), places.rend(), [this](const place& a, const place& b) {
            return a.head == b.head && at(a).key == at(b).key;
        });
    places.erase(places.begin(), kept.base());
}

} // namespace projections
