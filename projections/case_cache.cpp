#include "projections/case_cache.hpp"

#include "projections/state_bytes.hpp"

namespace projections {
namespace {

// What a case takes beside its state: its place in the table, and what the allocator adds.
constexpr std::size_t node_bytes = sizeof(cached_case) - sizeof(engine::case_state) + 48;
constexpr std::size_t first_slots = 64; // a power of two

std::uint64_t bits_of(const engine::case_state& state) {
    std::uint64_t out = 0;
    for (const auto& command : state.commands) {
        out |= case_cache::bit_of(command);
    }
    return out;
}

} // namespace

case_cache::case_cache(std::size_t bytes_max)
    : bytes_max_(bytes_max), mask_(first_slots - 1), slots_(first_slots) {}

std::uint64_t case_cache::bit_of(const events::command_id& command) {
    return std::uint64_t{1} << (events::strong_hash{}(command) % 64);
}

cached_case* case_cache::find(const events::case_id& id) {
    auto* const one = known(id);
    if (one != nullptr && one != newest_) {
        unlink(*one);
        link(*one);
    }
    return one;
}

const cached_case* case_cache::peek(const events::case_id& id) const { return known(id); }

cached_case* case_cache::known(const events::case_id& id) const {
    const std::uint64_t hash = events::strong_hash{}(id);
    for (auto at = place_of(hash); slots_[at].of; at = (at + 1) & mask_) {
        if (slots_[at].hash == hash && slots_[at].of->state.id == id) {
            return slots_[at].of.get();
        }
    }
    return nullptr;
}

cached_case& case_cache::add(engine::case_state state) {
    auto made = std::make_unique<cached_case>();
    auto& one = *made;
    one.state = std::move(state);
    one.commands = bits_of(one.state);
    one.hash_ = events::strong_hash{}(one.state.id);
    insert(std::move(made));
    if (2 * ++count_ > slots_.size()) {
        grow();
    }
    link(one);
    resized(one);
    return one;
}

void case_cache::insert(std::unique_ptr<cached_case> one) {
    auto at = place_of(one->hash_);
    while (slots_[at].of) {
        at = (at + 1) & mask_;
    }
    slots_[at].hash = one->hash_;
    slots_[at].of = std::move(one);
}

void case_cache::grow() {
    auto before = std::move(slots_);
    slots_ = std::vector<slot>(2 * before.size());
    mask_ = slots_.size() - 1;
    for (auto& one : before) {
        if (one.of) {
            insert(std::move(one.of));
        }
    }
}

/// What follows moves up, so that no search ends at the gap.
void case_cache::erase(const cached_case& one) {
    auto gap = place_of(one.hash_);
    while (slots_[gap].of.get() != &one) {
        gap = (gap + 1) & mask_;
    }
    for (auto at = (gap + 1) & mask_; slots_[at].of; at = (at + 1) & mask_) {
        const auto wanted = place_of(slots_[at].hash);
        if (((at - wanted) & mask_) >= ((at - gap) & mask_)) {
            slots_[gap] = std::move(slots_[at]);
            gap = at;
        }
    }
    slots_[gap].of.reset();
    --count_;
}

void case_cache::resized(cached_case& one) {
    bytes_ -= one.bytes_;
    one.bytes_ = node_bytes + bytes_of(one.state) + one.shown.bytes();
    bytes_ += one.bytes_;
}

void case_cache::trim(double share, const std::function<bool(cached_case&)>& may_drop) {
    const auto target = static_cast<std::size_t>(static_cast<double>(bytes_max_) * share);
    for (auto* one = oldest_; one != nullptr && bytes_ > target;) {
        auto* const next = one->newer_;
        if (may_drop(*one)) {
            bytes_ -= one->bytes_;
            unlink(*one);
            erase(*one);
        }
        one = next;
    }
}

void case_cache::clear() {
    slots_ = std::vector<slot>(first_slots);
    mask_ = first_slots - 1;
    count_ = 0;
    bytes_ = 0;
    newest_ = nullptr;
    oldest_ = nullptr;
}

void case_cache::link(cached_case& one) {
    one.older_ = newest_;
    one.newer_ = nullptr;
    (newest_ == nullptr ? oldest_ : newest_->newer_) = &one;
    newest_ = &one;
}

void case_cache::unlink(cached_case& one) {
    (one.older_ == nullptr ? oldest_ : one.older_->newer_) = one.newer_;
    (one.newer_ == nullptr ? newest_ : one.newer_->older_) = one.older_;
}

} // namespace projections
