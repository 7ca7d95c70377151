#include "connectors/reports/enforcement.hpp"

#include "engine/law.hpp"

#include <algorithm>
#include <map>

namespace connectors {
namespace {

bool stands_on(const std::vector<std::string>& grounds, const projections::enforced_matter& one) {
    return one.stands && std::ranges::count(grounds, one.ground) > 0;
}

bool has_means(const engine::enforcement_table& table, const projections::enforced_matter& one) {
    return !one.entrusted && !one.revoked && !stands_on(table.without_means, one);
}

} // namespace

std::optional<std::int64_t> enforcement_row::rate() const {
    return with_means == 0
               ? std::nullopt
               : std::optional{(2 * performed * 10'000 + with_means) / (2 * with_means)};
}

bool counts_in(const engine::enforcement_table& table, const engine::enforcement_column& column,
               const projections::enforced_matter& one) {
    using enum engine::enforcement_count;
    if (one.common) { // counted with the case whose decision it is
        return false;
    }
    switch (column.counts) {
    case total:
        return true;
    case carried_over:
        return one.carried_over;
    case came:
        return !one.carried_over;
    case entrusted:
        return one.entrusted;
    case with_means:
        return has_means(table, one);
    case performed:
        return one.performed;
    case performed_in_part:
        return one.in_part && !one.performed;
    case ended:
        return one.ended;
    case in_progress:
        return one.stands && one.ground.empty();
    case stopped:
        return stands_on(column.grounds, one);
    case left_otherwise:
        return one.left_otherwise();
    case revoked:
        return one.revoked;
    case stands:
        return one.stands;
    }
    return false;
}

std::vector<projections::enforced_matter> matters_enforced(const projections::snapshot& view,
                                                           const engine::rule_set& rules,
                                                           const events::office_code& office,
                                                           const projections::period& when) {
    auto out = projections::enforced_matters(view, office, when);
    std::erase_if(out, [&](const auto& one) {
        return !engine::law::opens_enforcement_file(rules, one.procedure);
    });
    return out;
}

std::vector<enforcement_row>
enforcement_rows(const engine::enforcement_table& table, const events::office_code& office,
                 const std::vector<projections::enforced_matter>& matters) {
    std::map<std::string, enforcement_row> rows;
    for (const auto& one : matters) {
        auto& row = rows[one.procedure];
        row.office = office;
        row.procedure = one.procedure;
        row.counts.resize(table.columns.size());
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            row.counts[i] += counts_in(table, table.columns[i], one) ? 1 : 0;
        }
        row.amount += one.amount;
        row.performed += !one.common && one.performed ? 1 : 0;
        row.with_means += !one.common && has_means(table, one) ? 1 : 0;
    }
    std::vector<enforcement_row> out;
    for (auto& [procedure, row] : rows) {
        out.push_back(std::move(row));
    }
    return out;
}

enforcement_row total_of(const engine::enforcement_table& table,
                         const std::vector<enforcement_row>& rows) {
    enforcement_row out;
    out.counts.resize(table.columns.size());
    for (const auto& one : rows) {
        for (std::size_t i = 0; i < out.counts.size(); ++i) {
            out.counts[i] += one.counts[i];
        }
        out.amount += one.amount;
        out.performed += one.performed;
        out.with_means += one.with_means;
    }
    return out;
}

} // namespace connectors
