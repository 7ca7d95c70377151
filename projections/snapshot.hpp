#pragma once

#include "projections/positions.hpp"
#include "projections/table.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// The rows of the store as they were after one commit: never half of one. Cheap to copy; usable
/// from any thread; what it reads does not change while it is held. Hold it for one answer, not for
/// minutes: the store keeps replaced rows as long.
class snapshot {
public:
    /// Answers false to stop.
    using visitor = std::function<bool(std::string_view key, std::string_view value)>;

    /// What has been folded into it.
    [[nodiscard]] const positions& at() const;

    [[nodiscard]] std::optional<std::string> get(table where, std::string_view key) const;
    /// In the order asked; empty for those that do not exist.
    [[nodiscard]] std::vector<std::optional<std::string>>
    get_many(table where, std::span<const std::string> keys) const;
    /// Rows with from <= key < to, in key order. An empty `to` means the end of the table.
    void scan(table where, std::string_view from, std::string_view to, const visitor& visit) const;

    /// The same for one list of a table that is ordered by due instants: the rows whose key begins
    /// with `list`, up to `to`. Does not step over the rows that have left its head.
    void scan_list(table where, std::string_view list, std::string_view to,
                   const visitor& visit) const;

    struct frame;
    explicit snapshot(std::shared_ptr<const frame> rows) : rows_(std::move(rows)) {}

private:
    std::shared_ptr<const frame> rows_;
};

} // namespace projections
