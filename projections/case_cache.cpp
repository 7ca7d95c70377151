#include "projections/case_cache.hpp"

#include "projections/state_bytes.hpp"

namespace projections {
namespace {

// The node of the hash map, its key and its place in the table.
constexpr std::size_t node_bytes = 160;

} // namespace

cached_case* case_cache::find(const events::case_id& id) {
    const auto found = cases_.find(id);
    if (found == cases_.end()) {
        return nullptr;
    }
    if (&found->second != newest_) {
        unlink(found->second);
        link(found->second);
    }
    return &found->second;
}

cached_case& case_cache::add(engine::case_state state) {
    auto& one = cases_[state.id];
    one.state = std::move(state);
    link(one);
    resized(one);
    return one;
}

void case_cache::resized(cached_case& one) {
    bytes_ -= one.bytes;
    one.bytes = node_bytes + bytes_of(one.state) + one.shown.bytes();
    bytes_ += one.bytes;
}

void case_cache::trim(double share, const std::function<bool(cached_case&)>& may_drop) {
    const auto target = static_cast<std::size_t>(static_cast<double>(bytes_max_) * share);
    for (auto* one = oldest_; one != nullptr && bytes_ > target;) {
        auto* const next = one->newer;
        if (may_drop(*one)) {
            bytes_ -= one->bytes;
            unlink(*one);
            cases_.erase(events::case_id{one->state.id});
        }
        one = next;
    }
}

void case_cache::clear() {
    cases_.clear();
    bytes_ = 0;
    newest_ = nullptr;
    oldest_ = nullptr;
}

void case_cache::link(cached_case& one) {
    one.older = newest_;
    one.newer = nullptr;
    (newest_ == nullptr ? oldest_ : newest_->newer) = &one;
    newest_ = &one;
}

void case_cache::unlink(cached_case& one) {
    (one.older == nullptr ? oldest_ : one.older->newer) = one.newer;
    (one.newer == nullptr ? newest_ : one.newer->older) = one.older;
}

} // namespace projections
