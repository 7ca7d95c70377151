#include "projections/counter_cache.hpp"

#include "projections/binary.hpp"

#include <functional>

namespace projections {
namespace {

constexpr std::size_t first_counter_slots = 1024; // a power of two
constexpr std::size_t written_bits = 1U << 22U;

} // namespace

counter_cache::counter_cache(std::shared_ptr<const rocks> under, beneath what,
                             std::size_t entries_max)
    : under_(std::move(under)), entries_max_(entries_max), slots_(first_counter_slots),
      written_(what == beneath::nothing ? written_bits : 0) {}

counter_cache::entry& counter_cache::known(table where, std::string_view key) {
    sought_.assign(1, static_cast<char>(where));
    sought_.append(key);
    const auto hash = std::uint64_t{std::hash<std::string>{}(sought_)};
    const auto tag = static_cast<std::uint32_t>(hash >> 32U);
    auto at = hash % slots_.size();
    for (; slots_[at].index != 0; at = (at + 1) % slots_.size()) {
        if (slots_[at].tag == tag) {
            auto& one = entries_[slots_[at].index - 1];
            if (one.hash == hash && key_of(one) == sought_) {
                return one;
            }
        }
    }
    entry fresh{.value = 0,
                .hash = hash,
                .key_begin = static_cast<std::uint32_t>(keys_.size()),
                .key_size = static_cast<std::uint32_t>(sought_.size())};
    if (may_be_in_store(hash)) {
        if (const auto bytes = under_->get(where, key)) {
            fresh.value = binary::decode<std::uint64_t>(*bytes);
        }
    }
    keys_.append(sought_);
    entries_.push_back(fresh);
    slots_[at] = {tag, static_cast<std::uint32_t>(entries_.size())};
    if (2 * entries_.size() > slots_.size()) {
        grow();
    }
    return entries_.back();
}

void counter_cache::grow() {
    slots_.assign(2 * slots_.size(), {});
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto at = entries_[i].hash % slots_.size();
        while (slots_[at].index != 0) {
            at = (at + 1) % slots_.size();
        }
        slots_[at] = {static_cast<std::uint32_t>(entries_[i].hash >> 32U),
                      static_cast<std::uint32_t>(i + 1)};
    }
}

void counter_cache::change(entry& one, std::uint64_t value) {
    one.value = value;
    if (!one.dirty) {
        one.dirty = true;
        dirty_.push_back(static_cast<std::uint32_t>(&one - entries_.data()));
    }
}

std::uint64_t counter_cache::value(table where, std::string_view key) {
    return known(where, key).value;
}

void counter_cache::set(table where, std::string_view key, std::uint64_t value) {
    change(known(where, key), value);
}

void counter_cache::add(table where, std::string_view key, std::uint64_t by) {
    auto& one = known(where, key);
    change(one, one.value + by);
}

void counter_cache::write(row_batch& into) {
    for (const auto index : dirty_) {
        auto& one = entries_[index];
        const auto key = key_of(one);
        into.put(static_cast<table>(key.front()), key.substr(1), binary::encode(one.value));
        one.dirty = false;
        if (!written_.empty()) {
            written_[one.hash % written_.size()] = true;
        }
    }
    dirty_.clear();
}

void counter_cache::forget() {
    slots_.assign(first_counter_slots, {});
    entries_.clear();
    keys_.clear();
    dirty_.clear();
}

} // namespace projections
