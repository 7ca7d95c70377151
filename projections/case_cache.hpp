#pragma once

#include "engine/case_state.hpp"
#include "projections/row_list.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace projections {

/// A case in memory.
struct cached_case {
    engine::case_state state;
    bool dirty = false; ///< the store has an older state, or none
    row_list shown;     ///< with `dirty`: its rows in the store, in key order
    /// A bit for some hash of each command that has counted, as add() finds them in the state;
    /// whoever evolves the state and asks for them adds its own.
    std::uint64_t commands = 0;

private:
    friend class case_cache;
    std::uint64_t hash_ = 0;
    std::size_t bytes_ = 0;
    cached_case* newer_ = nullptr;
    cached_case* older_ = nullptr;
};

/// The states of the cases that were needed last, bounded by their bytes.
class case_cache {
public:
    explicit case_cache(std::size_t bytes_max);

    /// The bit of a command in cached_case::commands.
    [[nodiscard]] static std::uint64_t bit_of(const events::command_id& command);

    /// Null when it is not here. What is found becomes the newest.
    [[nodiscard]] cached_case* find(const events::case_id& id);
    /// The same without making it the newest.
    [[nodiscard]] const cached_case* peek(const events::case_id& id) const;
    cached_case& add(engine::case_state state);
    /// The state has changed and takes another size.
    void resized(cached_case& one);

    [[nodiscard]] bool is_full() const { return bytes_ > bytes_max_; }
    /// Drops the oldest until `bytes_max * share` is left; those for which `may_drop` answers
    /// false stay.
    void trim(double share, const std::function<bool(cached_case&)>& may_drop);

    template <class Visit> void each(Visit&& visit) {
        for (auto& one : slots_) {
            if (one.of) {
                visit(*one.of);
            }
        }
    }
    void clear();
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    /// Open addressing: a case is found with one look into the table and one at its id.
    struct slot {
        std::uint64_t hash = 0;
        std::unique_ptr<cached_case> of;
    };

    [[nodiscard]] std::size_t place_of(std::uint64_t hash) const { return hash & mask_; }
    [[nodiscard]] cached_case* known(const events::case_id& id) const;
    void insert(std::unique_ptr<cached_case> one);
    void erase(const cached_case& one);
    void grow();
    void link(cached_case& one);
    void unlink(cached_case& one);

    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    std::size_t count_ = 0;
    std::size_t mask_ = 0;
    std::vector<slot> slots_;
    cached_case* newest_ = nullptr;
    cached_case* oldest_ = nullptr;
};

} // namespace projections
