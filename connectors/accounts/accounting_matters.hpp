#pragma once

#include "connectors/accounts/reconcile.hpp"
#include "engine/case_state.hpp"
#include "projections/snapshot.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// The cases of an office that the accountant's lines name, by their code or by the number of their
/// decision.
class accounting_matters {
public:
    /// `view` must live longer. No decision is sought behind `today`.
    accounting_matters(const projections::snapshot& view, events::office_code office,
                       events::local_date today)
        : view_(view), office_(std::move(office)), today_(today) {}

    /// Null where the office has no such case. Valid as long as this is.
    [[nodiscard]] const engine::case_state* find(const accounting_line& line);

private:
    const engine::case_state* read(const events::case_id& id);
    /// Looked for once, and only for a file that names decisions whose matters have no voucher of
    /// ours.
    const std::vector<events::case_id>& decided_as(const std::string& number);

    const projections::snapshot& view_;
    events::office_code office_;
    events::local_date today_;
    std::map<events::case_id, std::optional<engine::case_state>> read_;
    std::optional<std::map<std::string, std::vector<events::case_id>>> by_decision_;
};

} // namespace connectors
