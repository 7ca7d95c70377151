#include "projections/counter_cache.hpp"

#include "projections/binary.hpp"

namespace projections {

counter_cache::map::value_type& counter_cache::known(table where, std::string_view key) {
    sought_.assign(1, static_cast<char>(where));
    sought_.append(key);
    const auto [one, added] = entries_.try_emplace(sought_);
    if (added) {
        if (const auto bytes = under_->get(where, key)) {
            one->second.value = binary::decode<std::uint64_t>(*bytes);
        }
    }
    return *one;
}

void counter_cache::change(map::value_type& one, std::uint64_t value) {
    one.second.value = value;
    if (!one.second.dirty) {
        one.second.dirty = true;
        dirty_.push_back(&one);
    }
}

std::uint64_t counter_cache::value(table where, std::string_view key) {
    return known(where, key).second.value;
}

void counter_cache::set(table where, std::string_view key, std::uint64_t value) {
    change(known(where, key), value);
}

void counter_cache::add(table where, std::string_view key, std::uint64_t by) {
    auto& one = known(where, key);
    change(one, one.second.value + by);
}

void counter_cache::write(row_batch& into) {
    for (auto* one : dirty_) {
        into.put(static_cast<table>(one->first.front()), std::string_view{one->first}.substr(1),
                 binary::encode(one->second.value));
        one->second.dirty = false;
    }
    dirty_.clear();
}

void counter_cache::forget() {
    entries_.clear();
    dirty_.clear();
}

} // namespace projections
