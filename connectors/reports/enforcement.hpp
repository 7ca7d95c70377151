#pragma once

#include "engine/rule_set.hpp"
#include "projections/enforcement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// The national statistics of enforcement (thi hành án dân sự): matters of a procedure at an
/// office, or a sum of such, in the columns of schemas/rules/statistics.json. Each matter is a
/// decision (1 việc); of one that shares the decision of another, only what was paid is added.
struct enforcement_row {
    events::office_code office;
    std::string procedure;
    std::vector<std::int64_t> counts; ///< by column, in the order of the table
    std::int64_t amount = 0;          ///< đồng performed in the period
    std::int64_t performed = 0;       ///< wholly, whatever the columns say
    std::int64_t with_means = 0;

    /// Performed, of those with means, in hundredths of a percent; none where there are none.
    [[nodiscard]] std::optional<std::int64_t> rate() const;
};

/// Whether the column counts the matter.
[[nodiscard]] bool counts_in(const engine::enforcement_table& table,
                             const engine::enforcement_column& column,
                             const projections::enforced_matter& one);

/// The matters of an office under procedures whose decisions are enforced.
[[nodiscard]] std::vector<projections::enforced_matter>
matters_enforced(const projections::snapshot& view, const engine::rule_set& rules,
                 const events::office_code& office, const projections::period& when);

/// A row for each procedure that has any, by its name.
[[nodiscard]] std::vector<enforcement_row>
enforcement_rows(const engine::enforcement_table& table, const events::office_code& office,
                 const std::vector<projections::enforced_matter>& matters);

[[nodiscard]] enforcement_row total_of(const engine::enforcement_table& table,
                                       const std::vector<enforcement_row>& rows);

} // namespace connectors
