#pragma once

#include "engine/authorise.hpp"
#include "projections/store.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace connectors::api {

/// What an officer may do, read once and remembered until an event changes what anybody may do. Any
/// thread.
class grant_memo {
public:
    using grants = std::shared_ptr<const std::vector<engine::grant>>;

    explicit grant_memo(const projections::store& from) : from_(from) {}

    /// As of all events that were folded before the call. Never null.
    [[nodiscard]] grants of(const events::officer_id& officer);

private:
    const projections::store& from_;
    std::mutex mutex_;
    std::uint64_t as_of_ = 0; ///< store::grants_said() when the memo was begun
    std::map<events::officer_id, grants> known_;
};

} // namespace connectors::api
