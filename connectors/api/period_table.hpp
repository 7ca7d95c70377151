#pragma once

#include "events/describe.hpp"
#include "projections/period.hpp"

#include <string>
#include <vector>

namespace connectors::api {

/// Figures of a period as the API tells them: what stands in each column, and a line for each row.
template <class Column, class Line> struct period_table {
    std::string period;
    events::local_date first{};
    events::local_date last{};
    std::vector<Column> columns;
    std::vector<Line> rows;
    Line total;

    static constexpr auto fields() {
        using v = period_table;
        using events::field;
        return std::tuple{field{"period", &v::period}, field{"first", &v::first},
                          field{"last", &v::last},     field{"columns", &v::columns},
                          field{"rows", &v::rows},     field{"total", &v::total}};
    }
};

/// One without columns and lines yet.
template <class Table> [[nodiscard]] Table table_of_period(const projections::period& when) {
    Table out;
    out.period = when.name;
    out.first = when.first;
    out.last = when.last;
    return out;
}

} // namespace connectors::api
