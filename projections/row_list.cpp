#include "projections/row_list.hpp"

#include "projections/catalogue.hpp"
#include "projections/row_batch.hpp"

#include <algorithm>

namespace projections {
namespace {

// A case of an office that is at work.
constexpr std::size_t usual_rows = 16;
constexpr std::size_t usual_bytes = 640;

table table_of(std::string_view key) { return static_cast<table>(key.front()); }

} // namespace

void row_list::put(table where, std::string_view key, std::string_view value) {
    rows_.push_back({static_cast<std::uint32_t>(bytes_.size()),
                     static_cast<std::uint32_t>(key.size() + 1),
                     static_cast<std::uint32_t>(value.size())});
    bytes_.push_back(static_cast<char>(where));
    bytes_.append(key);
    bytes_.append(value);
}

std::size_t row_list::bytes() const { return rows_.capacity() * sizeof(place) + bytes_.capacity(); }

row_list row_list::of(const engine::case_state& state) {
    row_list out;
    out.rows_.reserve(usual_rows);
    out.bytes_.reserve(usual_bytes);
    for (const auto* one : catalogue()) {
        one->rows(state, out);
    }
    auto& rows = out.rows_;
    std::sort(rows.begin(), rows.end(), [&](const place& a, const place& b) {
        const auto order = out.key_of(a).compare(out.key_of(b));
        return order != 0 ? order < 0 : a.begin < b.begin;
    });
    // A state may say a row twice, as with two open periods of one name and end: the first counts.
    rows.erase(
        std::unique(rows.begin(), rows.end(),
                    [&](const place& a, const place& b) { return out.key_of(a) == out.key_of(b); }),
        rows.end());
    return out;
}

void row_list::difference(const row_list& from, const row_list& to, row_batch& into) {
    auto old = from.rows_.begin();
    auto now = to.rows_.begin();
    const auto erase = [&](const place& one) {
        const auto key = from.key_of(one);
        into.erase(table_of(key), key.substr(1));
    };
    const auto put = [&](const place& one) {
        const auto key = to.key_of(one);
        into.put(table_of(key), key.substr(1), to.value_of(one));
    };
    while (old != from.rows_.end() && now != to.rows_.end()) {
        const auto order = from.key_of(*old).compare(to.key_of(*now));
        if (order < 0) {
            erase(*old++);
            continue;
        }
        if (order > 0 || from.value_of(*old) != to.value_of(*now)) {
            put(*now);
        }
        old += order == 0 ? 1 : 0;
        ++now;
    }
    std::for_each(old, from.rows_.end(), erase);
    std::for_each(now, to.rows_.end(), put);
}

} // namespace projections
