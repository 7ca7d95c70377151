#include "connectors/api/grant_memo.hpp"

#include "projections/grants.hpp"

#include <utility>

namespace connectors::api {
namespace {

/// More officers than any installation has at work at once.
constexpr std::size_t officers_max = 10'000;

std::vector<engine::grant> read(const projections::snapshot& view,
                                const events::officer_id& officer) {
    std::vector<engine::grant> out;
    for (const auto& row : projections::grants_of(view, officer)) {
        out.push_back({.as = row.granted, .at = row.at, .descendants = row.descendants});
    }
    return out;
}

} // namespace

grant_memo::grants grant_memo::of(const events::officer_id& officer) {
    const auto now = from_.grants_said(); // before the view: what comes in between is read again
    {
        const std::lock_guard lock(mutex_);
        if (as_of_ == now) {
            if (const auto known = known_.find(officer); known != known_.end()) {
                return known->second;
            }
        }
    }
    auto fresh = std::make_shared<const std::vector<engine::grant>>(read(from_.view(), officer));
    const std::lock_guard lock(mutex_);
    if (as_of_ < now || known_.size() >= officers_max) {
        known_.clear();
        as_of_ = now;
    }
    if (as_of_ == now) { // else somebody has begun a newer memo
        known_.insert_or_assign(officer, fresh);
    }
    return fresh;
}

} // namespace connectors::api
