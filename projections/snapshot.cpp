#include "projections/snapshot.hpp"

#include "projections/frame.hpp"

namespace projections {

const positions& snapshot::at() const { return rows_->at; }

std::optional<std::string> snapshot::get(table where, std::string_view key) const {
    return rows_->rows->get(where, key);
}

std::vector<std::optional<std::string>>
snapshot::get_many(table where, std::span<const std::string> keys) const {
    return rows_->rows->get_many(where, keys);
}

void snapshot::scan(table where, std::string_view from, std::string_view to,
                    const visitor& visit) const {
    rows_->rows->scan(where, from, to, visit);
}

void snapshot::scan_list(table where, std::string_view list, std::string_view to,
                         const visitor& visit) const {
    const std::string start = rows_->lowest->start(where, list, rows_->number);
    if (!to.empty() && start >= to) {
        return;
    }
    bool any = false;
    scan(where, start, to, [&](std::string_view key, std::string_view value) {
        if (!any) {
            any = true;
            rows_->lowest->found(where, list, key, rows_->number);
        }
        return visit(key, value);
    });
    if (!any && !to.empty()) {
        rows_->lowest->found(where, list, to, rows_->number);
    }
}

} // namespace projections
