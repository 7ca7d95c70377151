#include "projections/row_list.hpp"

#include "projections/catalogue.hpp"
#include "projections/row_batch.hpp"

#include <algorithm>

namespace projections {

void row_list::put(table where, std::string_view key, std::string_view value) {
    row one{std::string(1, static_cast<char>(where)), std::string{value}};
    one.key.append(key);
    rows_.push_back(std::move(one));
}

std::size_t row_list::bytes() const {
    std::size_t out = rows_.capacity() * sizeof(row);
    for (const auto& one : rows_) {
        out += one.key.capacity();
    }
    return out;
}

row_list row_list::of(const engine::case_state& state) {
    row_list out;
    for (const auto* one : catalogue()) {
        one->rows(state, out);
    }
    std::sort(out.rows_.begin(), out.rows_.end(),
              [](const row& a, const row& b) { return a.key < b.key; });
    // A state may say a row twice, as with two open periods of one name and end.
    out.rows_.erase(std::unique(out.rows_.begin(), out.rows_.end(),
                                [](const row& a, const row& b) { return a.key == b.key; }),
                    out.rows_.end());
    return out;
}

void row_list::difference(const row_list& from, const row_list& to, row_batch& into) {
    const auto table_of = [](const row& one) { return static_cast<table>(one.key.front()); };
    const auto key_of = [](const row& one) { return std::string_view{one.key}.substr(1); };
    auto old = from.rows_.begin();
    auto now = to.rows_.begin();
    while (old != from.rows_.end() || now != to.rows_.end()) {
        if (now == to.rows_.end() || (old != from.rows_.end() && old->key < now->key)) {
            into.erase(table_of(*old), key_of(*old));
            ++old;
        } else if (old == from.rows_.end() || now->key < old->key) {
            into.put(table_of(*now), key_of(*now), now->value);
            ++now;
        } else {
            if (old->value != now->value) {
                into.put(table_of(*now), key_of(*now), now->value);
            }
            ++old;
            ++now;
        }
    }
}

} // namespace projections
