#include "projections/cases.hpp"
#include "projections/key.hpp"
#include "projections/store_inside.hpp"

#include <algorithm>

/// What the fold knows beyond the rows: a reader who wants one case need not have everything
/// written that waits to be.
namespace projections {

std::optional<engine::case_state> store::newest(const events::case_id& id) const {
    {
        const std::scoped_lock lock{inside_->folding_now};
        if (const auto* known = inside_->fold->peek(id)) {
            inside_->shown_early();
            return *known;
        }
    }
    // Not in memory, so it had been written, and made visible, before: see folding::forget().
    return find_case(snapshot{inside_->frame_now()}, id);
}

std::vector<engine::case_state> store::newest_named(const std::string& code) const {
    std::optional<std::vector<events::case_id>> ids;
    std::uint64_t forgotten = 0;
    {
        const std::scoped_lock lock{inside_->folding_now};
        ids = inside_->codes.all(code);
        forgotten = inside_->codes.forgotten();
    }
    if (!ids) {
        auto in_rows = ids_by_code(snapshot{inside_->frame_now()}, code);
        const std::scoped_lock lock{inside_->folding_now};
        ids = inside_->codes.complete(code, std::move(in_rows), forgotten);
    }
    std::vector<engine::case_state> out;
    for (const auto& id : *ids) {
        if (auto state = newest(id);
            state && (state->code == code || state->support_code == code)) {
            out.push_back(*std::move(state));
        }
    }
    return out;
}

std::uint64_t store::grants_said() const { return inside_->grants_said; }

bool store::has_passed(engine::log_position place) const {
    const std::scoped_lock lock{inside_->folding_now};
    if (!inside_->fold->at().cover(place)) {
        return false;
    }
    inside_->shown_early();
    return true;
}

} // namespace projections
