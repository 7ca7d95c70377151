#pragma once

#include "engine/case_state.hpp"
#include "projections/row_list.hpp"

#include <cstddef>
#include <functional>
#include <unordered_map>

namespace projections {

/// A case in memory.
struct cached_case {
    engine::case_state state;
    bool dirty = false; ///< the store has an older state, or none
    row_list shown;     ///< with `dirty`: its rows in the store, in key order

private:
    friend class case_cache;
    std::size_t bytes = 0;
    cached_case* newer = nullptr;
    cached_case* older = nullptr;
};

/// The states of the cases that were needed last, bounded by their bytes.
class case_cache {
public:
    explicit case_cache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// Null when it is not here. What is found becomes the newest.
    [[nodiscard]] cached_case* find(const events::case_id& id);
    cached_case& add(engine::case_state state);
    /// The state has changed and takes another size.
    void resized(cached_case& one);

    [[nodiscard]] bool is_full() const { return bytes_ > bytes_max_; }
    /// Drops the oldest until `bytes_max * share` is left; those for which `may_drop` answers
    /// false stay.
    void trim(double share, const std::function<bool(cached_case&)>& may_drop);

    template <class Visit> void each(Visit&& visit) {
        for (auto& [id, one] : cases_) {
            visit(one);
        }
    }
    void clear();
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    void link(cached_case& one);
    void unlink(cached_case& one);

    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    std::unordered_map<events::case_id, cached_case, events::strong_hash> cases_;
    cached_case* newest_ = nullptr;
    cached_case* oldest_ = nullptr;
};

} // namespace projections
