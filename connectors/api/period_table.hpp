#pragma once

#include "connectors/api/reported_figures.hpp"
#include "events/describe.hpp"
#include "projections/period.hpp"

#include <optional>
#include <string>
#include <vector>

namespace connectors::api {

/// Figures of a period as the API tells them: what stands in each column, a line for each row, and
/// what was reported before.
template <class Column, class Line> struct period_table {
    std::string period;
    events::local_date first{};
    events::local_date last{};
    bool is_over = false;
    std::vector<Column> columns;
    std::vector<Line> rows;
    Line total;
    std::optional<closed_book> closed; ///< of one office: when it was reported
    std::vector<late_correction> corrections;
    std::vector<unread_closing> unread_closings;

    static constexpr auto fields() {
        using v = period_table;
        using events::field;
        return std::tuple{field{"period", &v::period},
                          field{"first", &v::first},
                          field{"last", &v::last},
                          field{"is_over", &v::is_over},
                          field{"columns", &v::columns},
                          field{"rows", &v::rows},
                          field{"total", &v::total},
                          field{"closed", &v::closed},
                          field{"corrections", &v::corrections},
                          field{"unread_closings", &v::unread_closings}};
    }
};

/// One without columns and lines yet.
template <class Table>
[[nodiscard]] Table table_of_period(const call& of, const projections::period& when) {
    Table out;
    out.period = when.name;
    out.first = when.first;
    out.last = when.last;
    out.is_over = events::office_date(of.now()) > when.last;
    return out;
}

/// As lines_known_now gives them.
template <class Line>
[[nodiscard]] json known_lines(const std::vector<Line>& rows, const Line& total) {
    return {{"rows", to_json(rows)}, {"total", to_json(total)}};
}

} // namespace connectors::api
