#include "engine/memory_target.hpp"

namespace engine {

const case_state* memory_target::find(const events::case_id& id) {
    const auto found = cases_.find(id);
    return found == cases_.end() ? nullptr : &found->second;
}

std::uint64_t memory_target::counter(const std::string& name) {
    const auto found = counters_.find(name);
    return found == counters_.end() ? 0 : found->second;
}

void memory_target::counted(const placed_event& event, const case_state&, const case_state& after) {
    ++counted_;
    cases_[after.id] = after;
    for (const auto& claim : event.what.common.numbers) {
        counters_[claim.counter] = claim.value;
    }
}

void memory_target::skipped(log_position place, verdict why, const events::event* what) {
    skipped_.push_back({place, why, what == nullptr ? events::event_id{} : what->about.id});
}

void memory_target::commit(events::partition_id partition, events::offset next) {
    passed_[partition] = next;
}

events::offset memory_target::passed(events::partition_id partition) const {
    const auto found = passed_.find(partition);
    return found == passed_.end() ? 0 : found->second;
}

} // namespace engine
