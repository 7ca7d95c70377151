#include "connectors/api/closing_memo.hpp"

namespace connectors::api {

std::optional<closed_book> closing_memo::find(const events::case_id& stream) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(stream);
    return found == known_.end() ? std::nullopt : std::optional{found->second};
}

void closing_memo::keep(const events::case_id& stream, const closed_book& one) {
    const std::lock_guard lock(mutex_);
    known_.insert_or_assign(stream, one);
}

} // namespace connectors::api
