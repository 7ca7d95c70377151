#pragma once

#include "engine/fold.hpp"

#include <map>
#include <unordered_map>
#include <vector>

namespace engine {

/// The fold in memory: for tests, for verify, and as the plainest statement of what folding means.
class memory_target : public fold_target {
public:
    struct skipped_record {
        log_position place;
        verdict why;
        events::event_id id;
    };

    [[nodiscard]] const case_state* find(const events::case_id& id) override;
    [[nodiscard]] std::uint64_t counter(const std::string& name) override;
    void counted(const placed_event& event, const case_state& before,
                 const case_state& after) override;
    void skipped(log_position place, verdict why, const events::event* what) override;
    void commit(events::partition_id partition, events::offset next) override;
    [[nodiscard]] events::offset passed(events::partition_id partition) const override;

    [[nodiscard]] const auto& cases() const { return cases_; }
    [[nodiscard]] const auto& counters() const { return counters_; }
    [[nodiscard]] const std::vector<skipped_record>& skipped_records() const { return skipped_; }
    [[nodiscard]] std::uint64_t counted_events() const { return counted_; }

private:
    std::unordered_map<events::case_id, case_state, events::strong_hash> cases_;
    std::map<std::string, std::uint64_t> counters_;
    std::map<events::partition_id, events::offset> passed_;
    std::vector<skipped_record> skipped_;
    std::uint64_t counted_ = 0;
};

} // namespace engine
